import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ServerFinder } from '../../src/gateway/finding/find-server';
import { createOwnMailboxOpener } from '../../src/gateway/mailbox/imap/own-mailbox';
import type { GatewayOptions } from '../../src/gateway/server/open-gateway';
import type { RunningGateway } from '../../src/gateway/server/server';
import { createKeys } from '../../src/gateway/shared/keys';
import { createLog } from '../../src/gateway/shared/log';
import { openSecret } from '../../src/gateway/store/open-store';
import { waitFor } from '../../src/launcher/wait-for';
import { filesIn, temporaryFolder } from '../gateway/folder';
import {
  callFor,
  cookiesOf,
  EXTENSION,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  submit,
  textIn,
  visit,
} from '../gateway/open-gateway';
import { type Dovecot, startDovecot } from './dovecot';
import { mail } from './mails';

const ADDRESS = 'anna@example.org';
const PASSWORD = 'password-canary';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());
const setPassword = (password: string) => dovecot.changePassword('anna', password);

beforeEach(() => setPassword(PASSWORD));

/** Finds the test's server for every address but those of nowhere.example. */
const find: ServerFinder['find'] = async address =>
  address.endsWith('@nowhere.example')
    ? undefined
    : {
        server: { host: 'localhost', port: dovecot.imapsPort, security: 'tls' },
        user: address,
        provider: undefined,
        by: 'srv',
      };

interface World {
  readonly gateway: OpenGateway;
  readonly state: string;
  readonly lines: string[];
}

/** A gateway to which everybody may sign in. */
async function open(own: Partial<NonNullable<GatewayOptions['own']>> = {}, state?: string): Promise<World> {
  const folder = state ?? (await temporaryFolder());
  const lines: string[] = [];
  const log = createLog('debug', (_level, line) => void lines.push(line));
  const opener = createOwnMailboxOpener({ ca: undefined, listLength: () => 20, log });
  const gateway = await openGateway({
    accounts: [],
    own: { domains: [], mayCorrect: true, find, ...opener, ...own },
    state: folder,
    log,
  });
  onTestFinished(() => gateway.close());
  return { gateway, state: folder, lines };
}

const FLOW = `/sign-in?${new URLSearchParams({ redirect_uri: EXTENSION, state: 's' })}`;

const textOf = (page: Document) => page.querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? '';

const problemIn = (page: Document) => page.querySelector('.notice.bad')?.textContent ?? '';

/** Submits the form about the certificate, as a click on its button does. */
async function trust(gateway: RunningGateway, page: Document): Promise<Response> {
  const button = page.querySelector<HTMLButtonElement>('button[name=trust]');
  if (button === null) throw new Error(`no certificate: ${textOf(page)}`);
  page.querySelector('form.narrow')?.remove();
  return submit(gateway, page, { trust: button.value });
}

async function startSignIn(gateway: RunningGateway, filled: Record<string, string> = {}, at = FLOW) {
  const form = await pageOf(await visit(gateway, at));
  return submit(gateway, form, { user: ADDRESS, password: PASSWORD, ...filled });
}

const redirectOf = (response: Response) => new URL(response.headers.get('location') ?? '').searchParams;

/** Signs in and trusts the certificate. */
async function signIn(gateway: RunningGateway, filled: Record<string, string> = {}) {
  const response = await trust(gateway, await pageOf(await startSignIn(gateway, filled)));
  const parameters = redirectOf(response);
  return { token: parameters.get('token') ?? '', parameters, cookie: cookiesOf(response) };
}

const unreadWith = async (gateway: RunningGateway, token: string) =>
  textIn((await callFor(gateway, 'NoUnReadMails', token)).xml, 'NoUnReadMails, code');

test('address and password are enough: the certificate is trusted with a click, and mail is counted', async () => {
  await dovecot.deliver('anna', mail('Hello'));
  const { gateway, lines } = await open();
  const page = await pageOf(await startSignIn(gateway));
  expect(problemIn(page)).toBe(
    'The certificate of localhost comes from an issuer that this gateway doesn’t know.',
  );
  expect(textOf(page)).toContain('mail.example.org');
  expect(textOf(page)).toMatch(/SHA-256 fingerprint *(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/);
  expect([inputOf(page, 'host').value, inputOf(page, 'port').value]).toEqual([
    'localhost',
    String(dovecot.imapsPort),
  ]);
  expect(page.documentElement.outerHTML).not.toContain(PASSWORD);
  const parameters = redirectOf(await trust(gateway, page));
  expect(parameters.get('mailbox')).toBe(ADDRESS);
  expect(await unreadWith(gateway, parameters.get('token') ?? '')).toBe('1');
  expect(lines.join('\n')).not.toContain(PASSWORD);
});

test('the password is not sent before the certificate is trusted', async () => {
  const { gateway } = await open();
  const before = (await dovecot.logged('Login:')).length;
  await startSignIn(gateway);
  expect(await dovecot.logged('auth failed')).toEqual([]);
  expect((await dovecot.logged('Login:')).length).toBe(before);
});

test('after a restart, the token opens the mailbox again, and nobody is asked', async () => {
  const { gateway, state } = await open();
  const { token } = await signIn(gateway);
  const unread = await unreadWith(gateway, token);
  await gateway.close();
  const { gateway: restarted } = await open({}, state);
  expect(await unreadWith(restarted, token)).toBe(unread);
});

describe('somebody who steals the state folder', () => {
  test('finds no password and no token in it', async () => {
    const { gateway, state } = await open();
    const { token } = await signIn(gateway);
    await unreadWith(gateway, token);
    await gateway.close();
    const everything = await filesIn(state);
    expect(everything).toContain(ADDRESS);
    for (const secret of [PASSWORD, token, ...token.split('|').filter(it => it.length > 20)]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret).toString('base64'));
    }
  });

  test('opens nothing with it: a cookie, link or token brings a part that it doesn’t have', async () => {
    const { gateway, state } = await open();
    const { token, cookie } = await signIn(gateway);
    const link = textIn((await callFor(gateway, 'EmailsLastNDetailed', token)).xml, 'msg_url_access') ?? '';
    expect((await visit(gateway, link)).status).toBe(200);
    expect((await visit(gateway, '/mail', { headers: { cookie } })).status).toBe(200);

    // The thief signs with the stolen key.
    const keys = createKeys(await openSecret({ state }));
    const sign = (...parts: readonly [string, ...string[]]) => keys.sign(...parts);
    const who = Buffer.from(ADDRESS).toString('base64url');
    const key = 'A'.repeat(43);
    const session = [who, key, sign('session', who, key).toString('base64url')].join('.');
    const forged = { headers: { cookie: `facteur-session=${session}` } };
    const url = new URL(link);
    const id = decodeURIComponent(url.pathname.split('/')[2] ?? '');
    const period = String(Math.floor(gateway.clock.now / (30 * 24 * 60 * 60 * 1000)));
    const linkKey = 'A'.repeat(22);
    const signature = sign('message of a token', period, ADDRESS, linkKey, id).toString('base64url');
    const plain = sign('message', period, ADDRESS, id).toString('base64url');
    const ends = String(Math.floor(gateway.clock.now / 1000) + 3600);
    const subject = Buffer.concat([Buffer.alloc(32), Buffer.from(ADDRESS)]).toString('base64');
    const old = Buffer.concat([Buffer.alloc(12), Buffer.from(ADDRESS)]).toString('base64');
    expect((await visit(gateway, '/mail', forged)).status).toBe(303);
    for (const it of [`${linkKey}.${signature}`, plain]) {
      url.searchParams.set('key', it);
      expect((await visit(gateway, url.href)).status).toBe(403);
    }
    for (const [purpose, it] of [
      ['token with a key', subject],
      ['token', old],
    ] as const) {
      const signed = sign(purpose, it, ends).toString('base64');
      expect(await unreadWith(gateway, `B64${it}|sau=|ted=${ends}|${signed}`)).toBe('102');
    }
  });
});

describe('a password changed at the mail server', () => {
  test('is told once it is refused, and the mailbox opens after a new sign-in', async () => {
    const { gateway, state } = await open();
    const { token } = await signIn(gateway);
    await unreadWith(gateway, token);
    await gateway.close();
    await setPassword('new');
    const { gateway: restarted } = await open({}, state);
    const refusals = (await dovecot.logged('auth failed')).length;
    expect(await unreadWith(restarted, token)).toBe('102');
    expect(await unreadWith(restarted, token)).toBe('102');
    expect(await dovecot.logged('auth failed')).toHaveLength(refusals + 1);
    const { token: later } = await signIn(restarted, { password: 'new' });
    expect(await unreadWith(restarted, later)).toMatch(/^\d$/);
    expect(await unreadWith(restarted, token)).toBe('102');
  });

  test('ends the tokens and sessions of before with the first sign-in, while a connection lives on', async () => {
    const { gateway } = await open();
    const { token, cookie } = await signIn(gateway);
    await unreadWith(gateway, token);
    await setPassword('new');
    const { token: later } = await signIn(gateway, { password: 'new' });
    expect(await unreadWith(gateway, token)).toBe('102');
    expect((await visit(gateway, '/mail', { headers: { cookie } })).status).toBe(303);
    expect(await unreadWith(gateway, later)).toMatch(/^\d$/);
  });

  test('and changed back: a new sign-in ends the refusal for readers of the mailbox page, too', async () => {
    const { gateway } = await open();
    const toMail = async () => {
      const response = await trust(
        gateway,
        await pageOf(await startSignIn(gateway, {}, '/sign-in?next=/mail')),
      );
      return { cookie: cookiesOf(response) };
    };
    const first = await toMail();
    expect((await visit(gateway, '/mail', { headers: first })).status).toBe(200);
    await setPassword('other');
    await dovecot.kill();
    await dovecot.start();
    await waitFor(
      () => visit(gateway, '/mail', { headers: first }),
      ({ status }) => status === 502,
    );
    await setPassword(PASSWORD);
    const again = await toMail();
    expect((await visit(gateway, '/mail', { headers: again })).status).toBe(200);
  });

  test('that is wrong says so, keeps the server, and another one works', async () => {
    const { gateway } = await open();
    const response = await startSignIn(gateway, { password: 'wrong' }, '/sign-in');
    const page = await pageOf(await trust(gateway, await pageOf(response)));
    expect(problemIn(page)).toBe(
      'localhost doesn’t accept this user name and password. The mail server says: Authentication failed.',
    );
    const done = await submit(gateway, page, { password: PASSWORD });
    expect(done.status).toBe(200);
    expect(inputOf(await pageOf(done), 'token').value).not.toBe('');
  });
});

describe('signing out', () => {
  test('ends the token of the same sign-in, and no other', async () => {
    const { gateway } = await open();
    const [one, two] = [await signIn(gateway), await signIn(gateway)];
    const mail = await pageOf(await visit(gateway, '/mail', { headers: { cookie: one.cookie } }));
    expect(textOf(mail)).toContain(ADDRESS);
    await submit(gateway, mail);
    expect(await unreadWith(gateway, one.token)).toBe('102');
    expect(await unreadWith(gateway, two.token)).toMatch(/^\d$/);
  });

  test('everywhere ends all tokens, sessions and links', async () => {
    const { gateway } = await open();
    const [one, two] = [await signIn(gateway), await signIn(gateway)];
    const privacy = await privacyAddress(gateway, one.token);
    const mail = await pageOf(await visit(gateway, '/mail', { headers: { cookie: one.cookie } }));
    await submit(gateway, mail, { everywhere: '1' });
    for (const { token, cookie } of [one, two]) {
      expect(await unreadWith(gateway, token)).toBe('102');
      expect((await visit(gateway, '/mail', { headers: { cookie } })).status).toBe(303);
    }
    expect((await visit(gateway, privacy)).status).toBe(403);
  });

  test('of an extension ends its token', async () => {
    const { gateway } = await open();
    const { token } = await signIn(gateway);
    const end = (text: string) =>
      visit(gateway, '/end-token', {
        method: 'POST',
        body: new URLSearchParams({ token: text }),
        headers: { origin: EXTENSION.slice(0, -1), 'sec-fetch-site': 'cross-site' },
      });
    expect((await end('unknown')).status).toBe(200);
    expect(await unreadWith(gateway, token)).toMatch(/^\d$/);
    expect((await end(token)).status).toBe(200);
    expect(await unreadWith(gateway, token)).toBe('102');
  });
});

describe('a person who corrects the server', () => {
  test('is another user than the one whose server was found', async () => {
    const { gateway } = await open();
    const { token } = await signIn(gateway);
    await unreadWith(gateway, token);
    await dovecot.setPassword('mallory', 'evil');
    const named = { host: '127.0.0.1', port: String(dovecot.imapsPort), security: 'tls' };
    const page = await pageOf(await startSignIn(gateway, { ...named, login: 'mallory', password: 'evil' }));
    page.querySelector('form.narrow')?.remove();
    const form = page.querySelector('form.certificate');
    const login = page.createElement('input');
    login.name = 'login';
    login.value = 'mallory';
    form?.append(login);
    const response = await trust(gateway, page);
    const cookie = cookiesOf(response);
    const mail = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
    expect(mail.querySelector<HTMLElement>('.owner bdi')?.title).toMatch(
      /^anna@example\.org \(mallory, 127\.0\.0\.1:\d+, tls, [0-9A-F:]{23}\)$/,
    );
    expect(await unreadWith(gateway, token)).toMatch(/^\d$/);
  });

  test('can name one where none was found, and is told what is wrong with it', async () => {
    const { gateway } = await open();
    const user = 'anna@nowhere.example';
    const page = await pageOf(await startSignIn(gateway, { user }, '/sign-in'));
    expect(problemIn(page)).toMatch(/^No mail server was found for nowhere\.example\. Enter it below/);
    const wrong: ReadonlyArray<readonly [Record<string, string>, RegExp]> = [
      [{ host: 'not a host' }, /^Enter the name of the mail server/],
      [{ host: 'localhost', port: '0' }, /^Enter a port from 1 to 65535/],
      [{ host: 'mail.example.org', port: '143', security: 'none' }, /^Without encryption/],
      [{ host: 'does-not-exist.invalid' }, /^There is no server does-not-exist\.invalid/],
      [
        { host: 'localhost', port: String(dovecot.imapPort), security: 'tls' },
        /can’t be reached with this kind of encryption/,
      ],
    ];
    for (const [fields, problem] of wrong) {
      const again = await submit(gateway, page, { user, ...fields });
      expect(problemIn(await pageOf(again))).toMatch(problem);
    }
    const plain = { host: 'localhost', port: String(dovecot.imapPort), security: 'none', login: 'anna' };
    const done = await submit(gateway, page, { user, ...plain });
    expect(inputOf(await pageOf(done), 'token').value).not.toBe('');
  });

  test('can’t do so where others reach the gateway', async () => {
    const { gateway } = await open({ domains: ['example.org'], mayCorrect: false });
    const evil = { host: '127.0.0.1', port: String(dovecot.imapPort), security: 'none' };
    const page = await pageOf(await startSignIn(gateway, evil, '/sign-in'));
    expect(problemIn(page)).toMatch(/^The certificate of localhost/);
    expect(page.querySelector('#host')).toBeNull();
    const foreign = await pageOf(await startSignIn(gateway, { user: 'anna@example.com' }, '/sign-in'));
    expect(problemIn(foreign)).toBe('This gateway is only for addresses of example.org.');
  });
});
