import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FullMessage } from '../../../src/gateway/mailbox/mailbox';
import {
  callFor,
  type OpenGateway,
  openGateway,
  pageOf,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';
import { createReaderMailbox } from '../reader-mailbox';

let gateway: OpenGateway;
let token: string;
let cookie: string;

beforeEach(async () => {
  gateway = await openGateway();
  ({ token, cookie } = await signInByHand(gateway));
});
afterEach(() => gateway.close());

const unread = async () => textIn((await callFor(gateway, 'NoUnReadMails', token)).xml, 'NoUnReadMails');
const firstLink = async () =>
  textIn((await callFor(gateway, 'EmailsLastNDetailed', token)).xml, 'msg_url_access') ?? '';

test('opening a message lowers the count', async () => {
  const link = await firstLink();
  const response = await visit(gateway, link);
  expect(response.status).toBe(200);
  const page = await pageOf(response);
  expect(page.querySelector('h1')?.textContent).toContain('Dîner');
  expect(page.querySelector('.text')?.textContent).toContain('tarte aux mirabelles');
  expect(await unread()).toBe('4');
  await visit(gateway, link);
  expect(await unread()).toBe('4');
  expect(await firstLink()).not.toBe(link);
});

test('the list offers to stop marking messages as read on opening', async () => {
  const list = async () => pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  const setting = (page: Document) => page.querySelector('.opening button')?.textContent;
  const page = await list();
  expect(setting(page)).toBe('Don’t mark as read on opening');
  const choose = (form: string) =>
    visit(gateway, '/mail', {
      method: 'POST',
      body: new URLSearchParams({ do: 'off', form }),
      headers: { cookie },
    });
  const own = page.querySelector<HTMLInputElement>('.opening [name=form]')?.value ?? '';
  expect((await choose('x')).status).toBe(403);
  expect((await choose(own)).headers.get('location')).toBe('/mail');
  await visit(gateway, await firstLink());
  expect(await unread()).toBe('5');
  expect(setting(await list())).toBe('Mark as read on opening');
});

test('HEAD and prefetch don’t mark a message as read', async () => {
  const link = await firstLink();
  expect((await visit(gateway, link, { method: 'HEAD' })).status).toBe(200);
  expect((await visit(gateway, link, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(200);
  expect(await unread()).toBe('5');
});

test('a message opens only with its own key', async () => {
  const link = new URL(await firstLink());
  const other = [...(await gateway.demo.latest(2))][1]?.id ?? '';
  const moved = new URL(link);
  moved.pathname = `/message/${other}`;
  expect((await visit(gateway, moved.href)).status).toBe(403);
  const signIn = (await visit(gateway, link.pathname)).headers.get('location');
  expect(signIn).toBe(`/sign-in?next=${encodeURIComponent(link.pathname)}`);
  expect((await visit(gateway, link.pathname, { headers: { cookie } })).status).toBe(200);
});

test('a deleted message gives a 404 page', async () => {
  const response = await visit(gateway, '/message/none', { headers: { cookie } });
  expect(response.status).toBe(404);
  expect((await pageOf(response)).querySelector('h1')?.textContent).toBe('This message no longer exists');
  expect((await visit(gateway, '/message/%E0%A4%A')).status).toBe(404);
});

test('the webmail lists the mailbox of the signed-in user', async () => {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  expect(page.querySelectorAll('.mails li')).toHaveLength(14);
  expect(page.querySelectorAll('.mails .unread')).toHaveLength(5);
  expect(page.body.textContent).toContain('No subject');
  // Without a key: who copies it gives nothing away.
  const link = page.querySelector<HTMLAnchorElement>('.mails a')?.href ?? '';
  expect((await visit(gateway, link, { headers: { cookie } })).status).toBe(200);
  expect((await visit(gateway, link)).headers.get('location')).toMatch(/^\/sign-in\?next=/);
});

test('without a session the webmail leads to the sign-in page', async () => {
  const to = async (headers: Record<string, string>) =>
    (await visit(gateway, '/mail', { headers })).headers.get('location');
  expect(await to({})).toBe('/sign-in?next=/mail');
  expect(await to({ cookie })).toBeNull();
  expect(await to({ cookie: `${cookie}x` })).toBe('/sign-in?next=/mail');
  expect(await to({ cookie: cookie.replace('facteur-session=', 'facteur-session=x') })).toBe(
    '/sign-in?next=/mail',
  );
  gateway.clock.now += 12 * 60 * 60 * 1000;
  expect(await to({ cookie })).toBe('/sign-in?next=/mail');
});

test('signing out ends the session', async () => {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  const response = await submit(gateway, page);
  expect(response.status).toBe(303);
  expect(response.headers.get('set-cookie')).toMatch(/^facteur-session=; Max-Age=0;/);
});

test.each<[string, Partial<FullMessage>, { from?: string; subject?: string }]>([
  [
    'a name that poses as an address is shown with the real one',
    { from: { name: 'boss@company.example', address: 'thief@evil.example' } },
    { from: 'boss@company.example <thief@evil.example>' },
  ],
  [
    'a full-width ＠ poses as one too',
    { from: { name: 'boss＠company.example', address: 'thief@evil.example' } },
    { from: 'boss＠company.example <thief@evil.example>' },
  ],
  [
    'a small ﹫ poses as one too',
    { from: { name: 'boss﹫company.example', address: 'thief@evil.example' } },
    { from: 'boss﹫company.example <thief@evil.example>' },
  ],
  ['a plain name is shown alone', { from: { name: 'Ann', address: 'ann@example.org' } }, { from: 'Ann' }],
  [
    'without a name the address is shown',
    { from: { name: '', address: 'ann@x.example' } },
    { from: 'ann@x.example' },
  ],
  [
    'direction marks can’t turn the sender round',
    { from: { name: '\u202emoc.elpmaxe\u202c \u2067Ann\u2069', address: 'ann@example.org' } },
    { from: 'moc.elpmaxe Ann' },
  ],
  [
    'direction marks can’t turn the subject round',
    { subject: 'invoice\u202efdp.exe' },
    { subject: 'invoicefdp.exe' },
  ],
  [
    'a subject of direction marks alone is none',
    { subject: '\u202a\u202c\u2066' },
    { subject: 'No subject' },
  ],
])('%s', async (_what, message, shown) => {
  const opened = await openGateway({ mailbox: createReaderMailbox({ one: message }) });
  const headers = { cookie: (await signInByHand(opened)).cookie };
  const list = await pageOf(await visit(opened, '/mail', { headers }));
  const page = await pageOf(await visit(opened, '/message/one', { headers }));
  await opened.close();
  const { from, subject } = shown;
  if (from !== undefined) expect(list.querySelector('.from')?.textContent).toBe(from);
  if (subject !== undefined) {
    expect(list.querySelector('.subject')?.textContent).toBe(subject);
    expect(page.querySelector('h1')?.textContent).toBe(subject);
    expect(page.title).toBe(`${subject} · Facteur`);
  }
  expect(`${list.body.textContent}${page.documentElement.textContent}`).not.toMatch(
    /[\u202a-\u202e\u2066-\u2069]/,
  );
});

test('many readers at the same time share one list, and a later reader gets a new one', async () => {
  const mailbox = createReaderMailbox({ one: {} });
  let [asked, lists, subject] = [0, 0, 'Hello'];
  let release = () => {};
  const allAsked = new Promise<void>(resolve => {
    release = resolve;
  });
  const counts = () => {
    asked += 1;
    if (asked === 30) release();
    return mailbox.counts();
  };
  const latest = async (limit: number) => {
    lists += 1;
    await allAsked;
    return (await mailbox.latest(limit)).map(line => ({ ...line, subject }));
  };
  const opened = await openGateway({ mailbox: { ...mailbox, counts, latest } });
  const headers = { cookie: (await signInByHand(opened)).cookie };
  const read = async () => {
    const page = await pageOf(await visit(opened, '/mail', { headers }));
    return page.querySelector('.subject')?.textContent;
  };
  asked = 0;
  expect(await Promise.all(Array.from({ length: 30 }, read))).toEqual(Array(30).fill('Hello'));
  // One for the first reader, and one for all who came while it was read.
  expect(lists).toBe(2);
  subject = 'Later';
  expect(await read()).toBe('Later');
  await opened.close();
});
