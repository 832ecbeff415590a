import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchPlain } from '../../src/launcher/browsers/plain';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { ALLOWED, faultsIn } from '../gateway/pages/framed';
import { type MailPages, serveMails } from './mail-pages';
import { fetchPayloads } from './payloads';

/** Mails on one page. A page for each takes minutes. */
const AT_ONCE = 500;

let payloads: Map<string, string[]>;
let pages: MailPages;
beforeAll(async () => {
  payloads = await fetchPayloads();
  pages = await serveMails([...payloads.values()].flat(), AT_ONCE);
});
afterAll(() => pages?.close());

test('each package has payloads', () => {
  for (const [name, found] of payloads) expect(found.length, name).toBeGreaterThan(10);
  expect([...payloads.values()].flat().length).toBeGreaterThan(2258);
});

/** Notes each call of a function that payloads use to show that they run, each error of a script, and what CSP stops. */
function noteScripts() {
  const ran: string[] = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'fetch'])
    Object.assign(window, { [name]: () => void ran.push(name) });
  for (const name of ['write', 'writeln'])
    Object.assign(document, { [name]: () => void ran.push(`document.${name}`) });
  addEventListener('error', ({ message = 'a file' }) => ran.push(`error: ${message}`), true);
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    ran.push(`stopped by CSP: ${violatedDirective} ${blockedURI}`),
  );
  Object.assign(window, { ran });
}

/** All that a page did, and what is on it. */
async function visit(page: Page, address: string) {
  const requests = new Set<string>();
  const onRequest = (request: { url(): string }) => void requests.add(request.url());
  page.on('request', onRequest);
  await page.goto(address);
  const seen = await page.evaluate(() => ({
    ran: (window as unknown as { ran: string[] }).ran,
    mails: document.querySelectorAll('main > .mail').length,
    ends: document.querySelectorAll('main > .end').length,
    outside: [...document.querySelectorAll('main > :not(.mail, .text, .notice, .soft, .end)')].map(
      it => it.localName,
    ),
  }));
  const faults = (await page.evaluate(`(${faultsIn})(document, ${JSON.stringify(ALLOWED)})`)) as string[];
  page.off('request', onRequest);
  // A `data:` picture is part of the page.
  const isOwn = (url: URL) =>
    url.protocol === 'data:' || (url.origin === pages.origin && pages.own.has(url.pathname));
  const others = [...requests].filter(url => !isOwn(new URL(url)));
  return { ...seen, faults, requests: others, frames: page.frames().length, at: page.url() };
}

/** Firefox takes longest, and sees only the harder way. */
const WAYS: readonly [BrowserName, string, string][] = [
  ['chromium', 'with', ''],
  ['chromium', 'without', '?unprotected'],
  ['firefox', 'without', '?unprotected'],
];

test.each(WAYS)(
  'in %s, hostile HTML is harmless in its frame %s the gateway’s CSP',
  async (name, _how, query) => {
    const browser = await launchPlain(name);
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(noteScripts);

    // Shows that nothing below is overlooked.
    const unsafe = await visit(page, `${pages.origin}${pages.unsafe}${query}`);
    expect(unsafe.ran).toContainEqual(query === '' ? expect.stringMatching(/^stopped by CSP/) : 'alert');
    expect(unsafe).toMatchObject({
      outside: ['h1'],
      faults: ['0: [onerror]', '0: /missing.png'],
      requests: [`${pages.origin}/missing.png`],
    });

    for (const { path, mails, formatted } of pages.list) {
      const address = `${pages.origin}${path}${query}`;
      const found = await visit(page, address);
      const faulty = found.faults.map(fault => formatted[Number.parseInt(fault, 10)]);
      expect({ ...found, faulty }).toEqual({
        ran: [],
        mails: formatted.length,
        ends: mails.length,
        outside: [],
        faults: [],
        faulty: [],
        requests: [],
        frames: 1,
        at: address,
      });
    }
    expect(await browser.pages()).toHaveLength(2);
    await browser.close();
  },
);
