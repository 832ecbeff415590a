import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FullMessage, GatewayMailbox } from '../../../src/gateway/mailbox/mailbox';
import { errorPage } from '../../../src/gateway/pages/error';
import { linkedText } from '../../../src/gateway/pages/linked-text';
import { sizeText } from '../../../src/gateway/pages/sizes';
import { html } from '../../../src/gateway/text/html';
import { TEXTS } from '../../../src/gateway/texts/language';
import { cpuTimeOf } from '../../cpu-time';
import { temporaryFolder } from '../folder';
import {
  callFor,
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
import { createReaderMailbox } from '../reader-mailbox';

const WEBMAIL = 'https://webmail.example/';
const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const SVG = 'data:image/svg+xml;base64,PHN2Zy8+';
const REMOTE = 'https://img.example/a.png';
const PIXEL = '<img src="https://img.example/p.gif" width="1" height="1">';

const MESSAGES: Readonly<Record<string, Partial<FullMessage>>> = {
  both: { html: '<p>Formatted</p>', text: 'Plain' },
  'odd/id?&': { html: '<p>x</p>', text: 'x' },
  formatted: { html: '<p>Only <b>formatted</b></p>', text: ' ' },
  plain: { text: 'See https://example.org/a.\n  Ann' },
  empty: { text: ' \n' },
  bomb: { html: '<div>'.repeat(100_000), text: 'Plain' },
  own: {
    html: `<img src="cid:a%40x"><img src="cid:svg" alt="An SVG"><img src="cid:none"><img src="${PNG}" alt="Inline">`,
    pictures: new Map([
      ['a@x', PNG],
      ['svg', SVG],
    ]),
  },
  remote: {
    html: `<p>x</p><img src="${REMOTE}" alt="A hat">${PIXEL}<img src="http://img.example/b.png" alt="Unsafe"><img src="//img.example/c.png">`,
  },
  tracked: { html: `<p>x</p>${PIXEL}<img src="http://img.example/b.png">` },
  pictured: { html: `<img src="${REMOTE}">` },
  whole: {
    text: 'x',
    cut: true,
    attachments: [
      { name: 'Report.pdf', type: 'application/pdf', bytes: 1_234_567 },
      { name: ' ', type: 'image/heic', bytes: 3 },
    ],
  },
  marked: { html: '<p>x</p>', text: 'x' },
  linked: { html: '<p>x</p>', text: 'x' },
  guarded: { text: 'x' },
};

let gateway: OpenGateway;
let cookie: string;
let token: string;
beforeAll(async () => {
  gateway = await openGateway({ mailbox: createReaderMailbox(MESSAGES, WEBMAIL) });
  ({ cookie, token } = await signInByHand(gateway));
});
afterAll(() => gateway.close());

const pathOf = (id: string, query = '') => `/message/${encodeURIComponent(id)}${query}`;
const openMessage = (id: string, query = '', headers: Record<string, string> = {}) =>
  visit(gateway, pathOf(id, query), { headers: { cookie, ...headers } });
const pageFor = async (id: string, query = '') => pageOf(await openMessage(id, query));
const linkOn = (page: Document, text: string) =>
  [...page.querySelectorAll('a')].find(link => link.textContent === text)?.getAttribute('href') ?? undefined;
const policyOf = (response: Response) =>
  /img-src [^;]*/.exec(response.headers.get('content-security-policy') ?? '')?.[0];

describe('text and HTML', () => {
  test('HTML is shown first, with a link to the text and back', async () => {
    const page = await pageFor('both');
    expect(page.querySelector('.mail')?.innerHTML).toContain('<p>Formatted</p>');
    expect(page.querySelector('.mail')?.getAttribute('dir')).toBe('auto');
    const plain = await pageOf(
      await visit(gateway, linkOn(page, 'Plain text') ?? '', { headers: { cookie } }),
    );
    expect(plain.querySelector('.mail')).toBeNull();
    expect(plain.querySelector('.text')?.textContent).toBe('Plain');
    expect(linkOn(plain, 'Formatted')).toBe('/message/both');
  });

  test('links keep the key of the address', async () => {
    const page = await pageOf(await visit(gateway, await linkTo('odd/id?&')));
    const address = linkOn(page, 'Plain text') ?? '';
    expect((await visit(gateway, address)).status).toBe(200);
    expect((await visit(gateway, address.replace('view=text', 'view=other'))).status).toBe(200);
  });

  test.each(['plain', 'empty', 'bomb'])('%s has no link to another view', async id => {
    const page = await pageFor(id);
    expect(page.querySelector('.mail')).toBeNull();
    expect(linkOn(page, 'Plain text') ?? linkOn(page, 'Formatted')).toBeUndefined();
  });

  test('the text of a mail that has only HTML is made from it', async () => {
    const page = await pageFor('formatted', '?view=text');
    expect(page.querySelector('.text')?.textContent).toBe('Only formatted');
  });

  test('the text is shown if the HTML can’t be parsed', async () => {
    expect((await pageFor('bomb')).querySelector('.text')?.textContent).toBe('Plain');
  });

  test('addresses in text are links, and white space stays', async () => {
    const text = (await pageFor('plain')).querySelector('.text');
    expect(text?.textContent).toBe('See https://example.org/a.\n  Ann');
    expect(text?.innerHTML).toContain(
      '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">https://example.org/a</a>.',
    );
  });

  test('without text and HTML the page says so', async () => {
    const page = await pageFor('empty');
    expect(page.querySelector('.text')).toBeNull();
    expect(page.body.textContent).toContain('This message has no text.');
  });
});

describe('pictures', () => {
  const pictures = (page: Document) =>
    [...page.querySelectorAll('.mail img')].map(it => it.getAttribute('src'));

  test('of the mail itself are shown, except formats that may contain scripts', async () => {
    const response = await openMessage('own');
    expect(policyOf(response)).toBe("img-src 'self' data:");
    const page = await pageOf(response);
    expect(pictures(page)).toEqual([PNG, PNG]);
    expect(page.querySelector('.mail')?.textContent).toBe(' An SVG ');
    expect(linkOn(page, 'Show pictures')).toBeUndefined();
  });

  test('of other servers are replaced by text until the user asks for them', async () => {
    const response = await openMessage('remote');
    expect(policyOf(response)).toBe("img-src 'self'");
    const page = await pageOf(response);
    expect(pictures(page)).toEqual([]);
    expect(page.querySelector('.mail')?.textContent).toBe('x A hat  Unsafe ');
    expect(page.querySelector('main')?.innerHTML).not.toContain('img.example');

    const shown = await visit(gateway, linkOn(page, 'Show pictures') ?? '', { headers: { cookie } });
    expect(policyOf(shown)).toBe("img-src 'self' https:");
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    const after = await pageOf(shown);
    expect(pictures(after)).toEqual([REMOTE, 'https://img.example/c.png']);
    expect(after.querySelector('.mail')?.textContent).toBe('x Unsafe ');
    expect(linkOn(after, 'Show pictures')).toBeUndefined();
    expect(linkOn(after, 'Plain text')).toContain('images=1');
  });

  test('are offered if the mail has nothing else', async () => {
    const page = await pageFor('pictured');
    expect(linkOn(page, 'Show pictures')).toBe('/message/pictured?images=1');
  });

  test.each(['tracked', 'both', 'plain'])('are neither offered nor allowed for %s', async id => {
    for (const query of ['', '?images=1', '?view=text&images=1']) {
      const response = await openMessage(id, query);
      expect(policyOf(response)).toBe("img-src 'self'");
      expect(linkOn(await pageOf(response), 'Show pictures')).toBeUndefined();
    }
  });

  test('stay forbidden with the plain text', async () => {
    expect(policyOf(await openMessage('own', '?view=text'))).toBe("img-src 'self'");
    expect(policyOf(await openMessage('remote', '?view=text&images=1'))).toBe("img-src 'self'");
  });
});

const unread = async () => {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  return page.querySelectorAll('.mails .unread').length;
};

async function linkTo(id: string): Promise<string> {
  const { xml } = await callFor(gateway, 'EmailsLastNDetailed', token);
  const links = [...xml.querySelectorAll('msg_url_access')].map(link => link.textContent ?? '');
  return links.find(link => link.includes(`${encodeURIComponent(id)}?`)) ?? '';
}

describe('marking as read', () => {
  test('a button marks a message as read; opening it doesn’t', async () => {
    const before = await unread();
    const page = await pageFor('marked', '?view=text');
    expect(await unread()).toBe(before);
    const response = await submit(gateway, page);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/message/marked?view=text');
    expect(await unread()).toBe(before - 1);
    const after = await pageFor('marked', '?view=text');
    expect(after.querySelector('.state')?.textContent).toBe('Read');
    expect(after.querySelector('.tools button')?.textContent).toBe('Mark as unread');
  });

  test('works with only the key of the address', async () => {
    const link = await linkTo('linked');
    const before = await unread();
    const response = await submit(gateway, await pageOf(await visit(gateway, `${link}&images=1`)));
    expect(response.status).toBe(303);
    expect(await unread()).toBe(before - 1);
    const back = new URL(response.headers.get('location') ?? '', gateway.origin);
    expect(back.href).toBe(`${link}&images=1`);
    expect((await pageOf(await visit(gateway, back.href))).querySelector('.state')).not.toBeNull();
  });

  test('is rejected from anybody else', async () => {
    const page = await pageFor('guarded');
    const mine = inputOf(page, 'form').value;
    const post = (body: Record<string, string>, headers: Record<string, string> = {}, id = 'guarded') =>
      visit(gateway, pathOf(id), { method: 'POST', body: new URLSearchParams(body), headers });
    const before = await unread();
    expect((await submit(gateway, page, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await submit(gateway, page, { form: 'x' })).status).toBe(403);
    expect((await submit(gateway, page, { user: 'other' })).status).toBe(403);
    // Three invalid requests: a form of another message, no session or key, and a key in another browser.
    expect((await post({ form: mine }, { cookie }, 'plain')).status).toBe(403);
    expect((await post({ form: mine })).status).toBe(403);
    const { searchParams } = new URL(await linkTo('guarded'));
    expect((await post({ ...Object.fromEntries(searchParams), form: mine })).status).toBe(403);
    expect((await visit(gateway, pathOf('guarded'), { method: 'POST', headers: { cookie } })).status).toBe(
      400,
    );
    expect(await unread()).toBe(before);
    expect((await submit(gateway, page)).status).toBe(303);
    expect(await unread()).toBe(before - 1);
  });

  test('only GET and POST are allowed', async () => {
    const response = await visit(gateway, '/message/both', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
  });
});

describe('a mailbox that marks on opening', () => {
  const open = async (options: TestOptions = {}) => {
    const other = await openGateway(options);
    const { cookie, token } = await signInByHand(other);
    const [first, second] = (await other.demo.unread(2)).map(({ id }) => id);
    const isRead = async (id = '') => (await other.demo.message(id))?.read;
    const look = async (id = '', query = '', more: Record<string, string> = {}) =>
      pageOf(await visit(other, `${pathOf(id)}${query}`, { headers: { cookie, ...more } }));
    return { other, token, first, second, isRead, look };
  };

  test('marks the message, and can mark it as unread again', async () => {
    const { other, first, isRead, look } = await open();
    const page = await look(first);
    expect(await isRead(first)).toBe(true);
    expect(page.querySelector('.state')?.textContent).toBe('Read');
    const response = await submit(other, page, { do: 'unread' });
    expect(response.status).toBe(303);
    const back = response.headers.get('location') ?? '';
    expect(back).toBe(`${pathOf(first ?? '')}?keep=1`);
    const again = await look(first, '?keep=1');
    expect(await isRead(first)).toBe(false);
    expect(again.querySelector('.tools button')?.textContent).toBe('Mark as read');
    await look(first);
    expect(await isRead(first)).toBe(true);
    await other.close();
  });

  test.each([
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
  ])('marks nothing when a browser only prefetches the page (%s)', async (name, value) => {
    const { other, first, isRead, look } = await open();
    await look(first, '', { [name]: value });
    expect(await isRead(first)).toBe(false);
    await other.close();
  });

  test('marks nothing when another website opens the page without its key', async () => {
    const { other, token, first, isRead, look } = await open();
    const fromElsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    await look(first, '', fromElsewhere);
    expect(await isRead(first)).toBe(false);
    await look(first, '?user=jean&key=guessed', fromElsewhere);
    expect(await isRead(first)).toBe(false);
    const { xml } = await callFor(other, 'EmailsLastNDetailed', token);
    const address = textIn(xml, 'msg_url_access') ?? '';
    await look(first, new URL(address).search, fromElsewhere);
    expect(await isRead(first)).toBe(true);
    await other.close();
  });

  test('does not mark it again when its tab is loaded again', async () => {
    const { other, first = '', isRead, look } = await open();
    const page = await look(first);
    const again = page.querySelector<HTMLElement>('.tools')?.dataset.reload ?? '';
    await other.demo.act('markUnread', [first]);
    const { pathname, search } = new URL(again, other.origin);
    expect(pathname).toBe(pathOf(first));
    expect((await look(first, search)).querySelector('[data-reload]')).toBeNull();
    expect(await isRead(first)).toBe(false);
    await other.close();
  });

  test('shows the message at once, however long it takes to mark it', async () => {
    let marked = (): void => {};
    const act: GatewayMailbox['act'] = (_action, ids) =>
      new Promise(resolve => {
        marked = () => resolve(ids.map(id => ({ id, status: 'done' })));
      });
    const mailbox = { ...createReaderMailbox({ one: { text: 'Plain' } }), act, readsOnOpen: true };
    const other = await openGateway({ mailbox });
    const { cookie } = await signInByHand(other);
    const page = await pageOf(await visit(other, pathOf('one'), { headers: { cookie } }));
    expect(page.querySelector('.text')?.textContent).toBe('Plain');
    expect(page.querySelector('.state')).toBeNull();
    marked();
    await expect.poll(() => other.lines.at(-1)).toBe('mail: a message was read');
    await other.close();
  });

  test('stops when the user turns it off, and marks again when it is turned on', async () => {
    const { other, first, second, isRead, look } = await open();
    const page = await look(first);
    expect(page.querySelector('.opening')?.textContent).toContain('Opening a message marks it as read.');
    expect((await submit(other, page, { do: 'off' })).status).toBe(303);
    const unmarked = await look(second);
    expect(await isRead(second)).toBe(false);
    expect(unmarked.querySelector('.opening')?.textContent).toContain('doesn’t mark it as read');
    await submit(other, unmarked, { do: 'on' });
    await look(second);
    expect(await isRead(second)).toBe(true);
    await other.close();
  });

  test('remembers the user’s choice after a restart', async () => {
    const state = await temporaryFolder();
    const before = await open({ state });
    await submit(before.other, await before.look(before.first), { do: 'off' });
    await before.other.close();
    const after = await open({ state });
    await after.look(after.first);
    expect(await after.isRead(after.first)).toBe(false);
    await after.other.close();
  });

  test('says so if the choice can’t be stored', async () => {
    const state = await temporaryFolder();
    const { other, first, look } = await open({ state });
    const page = await look(first);
    await rm(join(state, 'reader'), { recursive: true });
    await writeFile(join(state, 'reader'), '');
    expect((await submit(other, page, { do: 'off' })).status).toBe(500);
    expect(other.lines.at(-1)).toMatch(/^reader: choice not saved/);
    await other.close();
  });
});

describe('if the mail server refuses to mark a message as read', () => {
  const open = async (changes: Partial<GatewayMailbox>) => {
    const act: GatewayMailbox['act'] = async (_action, ids) =>
      ids.map(id => ({ id, status: 'refused', reason: 'read-only' }));
    const mailbox = { ...createReaderMailbox({ one: { text: 'Plain' } }), act, ...changes };
    const other = await openGateway({ mailbox });
    return { other, headers: { cookie: (await signInByHand(other)).cookie, 'accept-language': 'fr' } };
  };

  test('the user gets an error in their language', async () => {
    const { other, headers } = await open({});
    const page = await pageOf(await visit(other, pathOf('one'), { headers }));
    const response = await submit(other, page, {}, { 'accept-language': 'fr' });
    expect(response.status).toBe(502);
    const { title, lead } = TEXTS.fr.error.unmarked;
    const told = (await pageOf(response)).querySelector('main')?.textContent;
    for (const words of [title, lead]) expect(told).toContain(words);
    expect(other.lines.at(-1)).toBe('page: failed (unmarked)');
    await other.close();
  });

  test('a message that is marked on opening is still shown', async () => {
    const { other, headers } = await open({ readsOnOpen: true });
    const response = await visit(other, pathOf('one'), { headers });
    expect(response.status).toBe(200);
    expect((await pageOf(response)).querySelector('.text')?.textContent).toBe('Plain');
    expect(other.lines.at(-1)).toBe('mail: a message wasn’t marked read (unmarked)');
    await other.close();
  });
});

test('attachments are listed, with a hint to the webmail', async () => {
  const page = await pageFor('whole');
  const files = [...page.querySelectorAll('.files li')].map(it => it.textContent?.trim());
  expect(files).toEqual(['Report.pdf 1.2 MB', 'image/heic 3 bytes']);
  expect(page.querySelector('.files')?.textContent).toContain('You can open them in your webmail.');
  expect(page.querySelector('.files a')).toBeNull();
  expect(page.body.textContent).toContain('This message is too long to be shown in full.');
});

test('there is a link to the webmail, if there is one', async () => {
  for (const path of ['/message/both', '/mail']) {
    const page = await pageOf(await visit(gateway, path, { headers: { cookie } }));
    expect(page.querySelector(`a[href="${WEBMAIL}"]`)?.outerHTML).toBe(
      `<a class="button" href="${WEBMAIL}" target="_blank" rel="noopener noreferrer">Open webmail</a>`,
    );
  }
  const other = await openGateway();
  const signedIn = await signInByHand(other);
  const page = await pageOf(await visit(other, '/mail', { headers: { cookie: signedIn.cookie } }));
  expect(linkOn(page, 'Open webmail')).toBeUndefined();
  await other.close();
});

test.each([
  ['see https://a.example/b, then', ['https://a.example/b']],
  ['(https://a.example/b)', ['https://a.example/b']],
  ['https://a.example/b_(c) d', ['https://a.example/b_(c)']],
  ['<https://a.example/?b=1&c="d">', ['https://a.example/?b=1&c=']],
  ['https://a.example/b?!...', ['https://a.example/b']],
  ['“https://a.example/é”', ['https://a.example/é']],
  ['HTTP://A.example', ['HTTP://A.example']],
  ['https://a.example/\u202egpj.exe', ['https://a.example/']],
  ['https:// http://] javascript:alert(1) ftp://a.example xhttps://b.example', []],
])('the links of %j', (text, links) => {
  const shown = html`${linkedText(text)}`.text;
  expect([...shown.matchAll(/<a href="([^"]*)"/g)].map(([, link]) => link?.replaceAll('&amp;', '&'))).toEqual(
    links,
  );
  expect(shown.replaceAll(/<\/?a[^>]*>/g, '')).toBe(html`${text}`.text);
});

test('a text of only punctuation and addresses is fast', () => {
  const time = cpuTimeOf(() => {
    html`${linkedText(`https://a.example/${')'.repeat(100_000)}`)}${linkedText('http://a '.repeat(20_000))}`;
  });
  expect(time).toBeLessThan(1000);
});

test.each([
  ['en', 0, '0 bytes'],
  ['en', 1, '1 byte'],
  ['en', 999, '999 bytes'],
  ['en', 1500, '1.5 kB'],
  ['en', 845_300, '845 kB'],
  ['fr', 1_234_567, '1,2 Mo'],
  ['pl', 12_345_678_901, '12 GB'],
] as const)('%s: the size of %i bytes', (language, bytes, text) => {
  expect(sizeText(bytes, language).replaceAll(/\s/g, ' ')).toBe(text);
});

test.each([
  [502, 'refusedPassword'],
  [502, 'endedGrant'],
  [502, 'missingGrant'],
  [502, 'noTokens'],
  [502, 'noPassword'],
  [502, 'unmarked'],
  [503, 'unreachable'],
] as const)('status %i for an error of the mail server: %s', (status, kind) => {
  const { body, ...reply } = errorPage(kind, 'en');
  expect(reply.status).toBe(status);
  expect(body).toContain(html`${TEXTS.en.error[kind].title}`.text);
});
