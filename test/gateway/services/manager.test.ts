import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../folder';
import {
  cookiesOf,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  signInByHand,
  submit,
  type TestOptions,
  textIn,
  visit,
} from '../open-gateway';
import { basic, callAs, makeService } from './open-services';

const SVG = '<svg viewBox="0 0 1 1"><path d="M0 0"/><script>alert(1)</script></svg>';
const BACK = 'http://127.0.0.1:8400/back';

let gateway: OpenGateway;
let cookie: string;

async function open(options: TestOptions = {}): Promise<void> {
  gateway = await openGateway(options);
  cookie = cookiesOf(await visit(gateway, gateway.managerLink()));
}
beforeEach(() => open());
afterEach(() => gateway.close());

const get = async (address: string) => visit(gateway, address, { headers: { cookie } });
const page = async (address: string) => pageOf(await get(address));

type Fields = Record<string, string | Blob | string[]>;

/** Sends the registration form as a browser does. */
async function register(fields: Fields = {}, headers: Record<string, string> = {}): Promise<Response> {
  const form = await get('/manager/new');
  const filled: Fields = {
    form: inputOf(await pageOf(form), 'form').value,
    name: 'Mail statistics',
    site: 'https://stats.example.org/',
    logo: new Blob([SVG], { type: 'image/svg+xml' }),
    redirects: BACK,
    info: ['NoUnReadMails', 'EmailsLastNDetailed'],
    ...fields,
  };
  const body = new FormData();
  for (const [name, value] of Object.entries(filled)) {
    for (const each of Array.isArray(value) ? value : [value]) body.append(name, each);
  }
  return visit(gateway, '/manager/new', {
    method: 'POST',
    body,
    headers: { cookie: cookiesOf(form), ...headers },
  });
}

/** Registers a service; returns the address of its page. */
const registered = async () => (await register()).headers.get('location') ?? '';

const act = async (address: string, action: string) =>
  pageOf(await submit(gateway, await page(address), { action }));
const idOf = (address: string) => address.split('/').at(-1) ?? '';
const password = (shown: Document) => inputOf(shown, 'service-password').value;

describe('only an operator opens it:', () => {
  const PAGES = ['/manager', '/manager/new', '/manager/services/x-12345678'];

  test('nobody without the link, nor a user', async () => {
    const user = await signInByHand(gateway);
    for (const address of [...PAGES, '/manager?key=', '/manager?key=b3BlcmF0b3I.9999999999.x.x']) {
      expect((await visit(gateway, address)).status).toBe(403);
      expect((await visit(gateway, address, { headers: { cookie: user.cookie } })).status).toBe(403);
    }
    for (const address of PAGES) {
      expect((await visit(gateway, address, { method: 'POST', body: new URLSearchParams() })).status).toBe(
        403,
      );
    }
  });

  test('a link works once, also if two use it at the same time', async () => {
    const link = gateway.managerLink();
    const answers = await Promise.all([visit(gateway, link), visit(gateway, link), visit(gateway, link)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 403, 403]);
    expect((await visit(gateway, link)).status).toBe(403);
  });

  test('a link works within an hour, and not for a browser that only looks ahead', async () => {
    const [late, ahead] = [gateway.managerLink(), gateway.managerLink()];
    expect((await visit(gateway, ahead, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(403);
    expect((await visit(gateway, ahead, { method: 'HEAD' })).status).toBe(403);
    expect((await visit(gateway, ahead)).status).toBe(303);
    gateway.clock.now += 60 * 60 * 1000;
    expect((await visit(gateway, late)).status).toBe(403);
  });

  test('a link that was used is not valid after a restart either', async () => {
    await gateway.close();
    const state = await temporaryFolder();
    await open({ state });
    const link = gateway.managerLink();
    expect((await visit(gateway, link)).status).toBe(303);
    await gateway.close();
    const again = await openGateway({ state });
    expect((await visit(again, link.replace(gateway.origin, again.origin))).status).toBe(403);
    await again.close();
    await open();
  });

  test('users of the config file open it with their own sign-in', async () => {
    await gateway.close();
    await open({ operators: ['demo'] });
    const user = await signInByHand(gateway);
    const shown = await visit(gateway, '/manager', { headers: { cookie: user.cookie } });
    expect(shown.status).toBe(200);
    // They sign out on the mailbox page.
    expect((await pageOf(shown)).querySelector('form')).toBeNull();
  });

  test('until they sign out', async () => {
    const left = await submit(gateway, await page('/manager'));
    expect(left.headers.get('location')).toBe('/');
    expect((await get('/manager')).status).toBe(403);
  });

  test('a form of another browser changes nothing', async () => {
    const address = await registered();
    const other = cookiesOf(await visit(gateway, gateway.managerLink()));
    const theirs = await pageOf(await visit(gateway, address, { headers: { cookie: other } }));
    const form = inputOf(theirs, 'form').value;
    expect((await submit(gateway, await page(address), { action: 'approve', form })).status).toBe(403);
    expect((await register({ form })).status).toBe(403);
    expect((await submit(gateway, await page('/manager'), { form: '' })).status).toBe(403);
    expect((await register({}, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a service', () => {
  test('waits until it is approved, then gets a password that is shown once', async () => {
    const address = await registered();
    const id = idOf(address);
    expect(id).toMatch(/^mail-statistics-[0-9a-f]{8}$/);
    expect((await page('/manager')).querySelector('.services li')?.textContent).toContain(
      'Waiting for your decision',
    );
    expect((await visit(gateway, `/sign-in?service=${id}`)).status).toBe(400);

    const approved = await act(address, 'approve');
    expect(inputOf(approved, 'service-id').value).toBe(id);
    expect(inputOf(approved, 'api-address').value).toBe(gateway.apiAddress);
    expect(inputOf(approved, 'sign-in-page').value).toBe(`${gateway.signInPage}?service=${id}`);
    const secret = password(approved);
    expect(secret).toMatch(/^[\w-]{32}$/);
    expect((await page(address)).body.innerHTML).not.toContain(secret);
    expect(gateway.lines.join('\n')).not.toContain(secret);

    const form = await pageOf(await visit(gateway, inputOf(approved, 'sign-in-page').value));
    expect(form.querySelector('.service strong')?.textContent).toBe('Mail statistics');
    const logo = await (
      await visit(gateway, form.querySelector('img[src^="/services"]')?.getAttribute('src') ?? '')
    ).text();
    expect(logo).toContain('<path d="M0 0">');
    expect(logo).not.toContain('script');
    const token = (await pageOf(await submit(gateway, form))).querySelector('textarea')?.value ?? '';
    expect(
      textIn((await callAs(gateway, basic(id, secret), { token, infos: 'NoUnReadMails' })).xml, 'code'),
    ).toBe('-3');
    expect(textIn((await callAs(gateway, basic(id, secret), { token, infos: 'NoSMS' })).xml, 'code')).toBe(
      '503',
    );
  });

  test('has a ZIP with sample code once it is approved', async () => {
    const address = await registered();
    expect((await get(`${address}/samples.zip`)).status).toBe(404);
    const approved = await act(address, 'approve');
    const response = await get(approved.querySelector('a[href$=zip]')?.getAttribute('href') ?? '');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${idOf(address)}.zip"`);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(files)).toContain(`${idOf(address)}/messages.py`);
    const all = Object.values(files)
      .map(content => strFromU8(content))
      .join();
    expect(all).toContain(gateway.apiAddress);
    expect(all).not.toContain(password(approved));
  });

  test('gets one password if it is approved twice at the same time', async () => {
    const address = await registered();
    const shown = await page(address);
    const pages = await Promise.all(
      [1, 2].map(async () => pageOf(await submit(gateway, shown, { action: 'approve' }))),
    );
    const passwords = pages.flatMap(
      it => it.querySelector<HTMLInputElement>('#service-password')?.value ?? [],
    );
    expect(passwords).toHaveLength(1);
    const { xml } = await callAs(gateway, basic(idOf(address), passwords[0] ?? ''), { token: 'x' });
    expect(textIn(xml, 'code')).toBe('102');
  });

  test('gets a new password; the former one is not valid any more', async () => {
    const address = await registered();
    const former = password(await act(address, 'approve'));
    const secret = password(await act(address, 'replace'));
    expect(secret).not.toBe(former);
    const codeWith = async (given: string) =>
      textIn((await callAs(gateway, basic(idOf(address), given), { token: 'x' })).xml, 'code');
    expect(await codeWith(former)).toBe('501');
    expect(await codeWith(secret)).toBe('102');
  });

  test('that is refused may not call, and keeps its password for when it is approved again', async () => {
    const address = await registered();
    const secret = password(await act(address, 'approve'));
    const code = async () =>
      textIn((await callAs(gateway, basic(idOf(address), secret), { token: 'x' })).xml, 'code');
    await submit(gateway, await page(address), { action: 'refuse' });
    expect(await code()).toBe('501');
    expect((await act(address, 'approve')).querySelector('#service-password')).toBeNull();
    expect(await code()).toBe('102');
  });

  test('that is deleted is gone, and its id is never given again', async () => {
    const address = await registered();
    await submit(gateway, await page(address), { action: 'delete' });
    expect((await get(address)).status).toBe(404);
    expect((await page('/manager')).body.textContent).toContain('No service has registered yet.');
    expect(await registered()).not.toBe(address);
  });

  test('may call at once where the operator has chosen so', async () => {
    await gateway.close();
    await open({ autoApprove: true });
    const shown = await pageOf(await register());
    const credentials = basic(inputOf(shown, 'service-id').value, password(shown));
    expect(textIn((await callAs(gateway, credentials, { token: 'x' })).xml, 'code')).toBe('102');
  });

  test('is known after a restart, with its logo and password', async () => {
    await gateway.close();
    const state = await temporaryFolder();
    await open({ state });
    const address = await registered();
    const secret = password(await act(address, 'approve'));
    await gateway.close();
    await open({ state });
    expect((await page(address)).querySelector('.service img')).not.toBeNull();
    const { xml } = await callAs(gateway, basic(idOf(address), secret), { token: 'x' });
    expect(textIn(xml, 'code')).toBe('102');
  });

  test('of the config file is listed, but not changed here', async () => {
    await gateway.close();
    await open({ services: [makeService()] });
    const list = await page('/manager');
    expect(list.querySelector('.services li')?.textContent).toContain('Set up in the config file');
    expect(list.querySelector('.services a.button')).toBeNull();
    expect((await get('/manager/services/stats')).status).toBe(404);
  });
});

test.each<[string, Fields, string]>([
  ['no name', { name: ' ' }, 'Give the website a name'],
  ['a name that turns the line round', { name: 'a\u202eb' }, 'Give the website a name'],
  ['a script as website', { site: 'javascript:alert(1)' }, 'Give the whole address'],
  ['a logo that is no picture', { logo: new Blob(['GIF89a']) }, 'This logo can’t be used'],
  ['no return address', { redirects: '' }, 'Give at least one return address'],
  [
    'a return address in plain http',
    { redirects: `${BACK}\nhttp://a.example/` },
    'Give at least one return address',
  ],
  ['nothing to ask for', { info: [] }, 'Choose at least one'],
])('a registration with %s says what to do, and keeps what was entered', async (_what, fields, words) => {
  const response = await register(fields);
  expect(response.status).toBe(400);
  const shown = await pageOf(response);
  expect(shown.querySelector('.notice.bad')?.textContent).toContain(words);
  if (!('site' in fields)) expect(inputOf(shown, 'site').value).toBe('https://stats.example.org/');
  expect((await page('/manager')).querySelector('.services')).toBeNull();
});

test('a registration without a logo is fine', async () => {
  expect((await register({ logo: new Blob([]) })).status).toBe(303);
});

test.each<[string, RequestInit]>([
  ['of another type', { body: new URLSearchParams({ name: 'x' }) }],
  [
    'that is too large',
    {
      body: (() => {
        const form = new FormData();
        form.append('name', 'x'.repeat(200_000));
        return form;
      })(),
    },
  ],
  ['without its boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } }],
])('a form %s is refused', async (_what, init) => {
  const response = await visit(gateway, '/manager/new', {
    method: 'POST',
    ...init,
    headers: { ...init.headers, cookie },
  });
  expect(response.status).toBe(400);
});
