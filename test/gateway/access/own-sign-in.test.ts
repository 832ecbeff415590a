import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createOwnMailboxes } from '../../../src/gateway/access/own-mailboxes';
import { ownUser } from '../../../src/gateway/access/own-sign-in';
import type { FoundServer } from '../../../src/gateway/finding/find-server';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { passwordOf } from '../../../src/gateway/mailbox/imap/imap-server';
import type { OwnAccount } from '../../../src/gateway/mailbox/imap/own-mailbox';
import { GRANT, MailboxError } from '../../../src/gateway/mailbox/mailbox';
import type { GatewayOptions } from '../../../src/gateway/server/open-gateway';
import { temporaryFolder } from '../folder';
import { NOON } from '../noon';
import {
  callFor,
  EXTENSION,
  inputOf,
  openGateway,
  pageOf,
  submit,
  type TestOptions,
  textIn,
  visit,
} from '../open-gateway';

type Own = NonNullable<GatewayOptions['own']>;

const found = (more: Partial<FoundServer> = {}): FoundServer => ({
  server: { host: 'imap.example.org', port: 993, security: 'tls' },
  user: 'Anna@example.org',
  provider: undefined,
  by: 'autoconfig',
  ...more,
});

const UNPROVEN = found({
  server: { host: 'imap.elsewhere.example', port: 993, security: 'tls' },
  by: 'srv',
  unproven: true,
});

const CERTIFICATE = {
  names: ['imap.example.org'],
  issuer: 'Example Authority',
  from: new Date(0),
  to: new Date(NOON),
  sha256: Array(32).fill('AB').join(':'),
};

/** A gateway for people's own mailboxes. `tried` has each login that was sent to a mail server. */
async function open(own: Partial<Own> = {}, options: TestOptions = {}) {
  const tried: OwnAccount[] = [];
  const { test: tryIt = async () => {}, ...more } = own;
  const gateway = await openGateway({
    own: {
      domains: [],
      mayCorrect: true,
      find: async () => found(),
      open: () => createDemoMailbox(),
      ...more,
      async test(account, client) {
        tried.push(account);
        await tryIt(account, client);
      },
    },
    ...options,
  });
  onTestFinished(() => gateway.close());
  const fill = async (fields: Record<string, string>, page?: Document) =>
    pageOf(await submit(gateway, page ?? (await pageOf(await visit(gateway, '/sign-in'))), fields));
  return { gateway, tried, fill };
}

const LOGIN = { user: 'Anna@Example.org', password: 'secret' };
const problemIn = (page: Document) => page.querySelector('.notice.bad')?.textContent ?? '';
const isSignedIn = (page: Document) => page.querySelector('#token') !== null;
const refuse = async () => {
  throw new MailboxError('refused', 'refused', 'AUTHENTICATIONFAILED');
};

describe('the name of a user', () => {
  const account = (server: Partial<OwnAccount['server']> = {}, user = 'Anna@example.org'): OwnAccount => ({
    server: { ...found().server, ...server },
    login: { user, password: 'x' },
    webmail: undefined,
  });

  test('is the address, in any case, where its own domain and a certificate prove the server', () => {
    expect(ownUser('Anna@example.org', account(), found())).toBe('anna@example.org');
  });

  test.each<[string, OwnAccount, FoundServer | undefined]>([
    ['another host', account({ host: 'imap.evil.example' }), found()],
    ['another port', account({ port: 9993 }), found()],
    ['another security', account({ security: 'starttls' }), found()],
    ['another login', account({}, 'mallory'), found()],
    ['a pinned certificate', account({ pin: CERTIFICATE.sha256 }), found()],
    ['a server that only DNS names', account(UNPROVEN.server), UNPROVEN],
    ['no found server', account(), undefined],
  ])('is another one with %s', (_what, it, by) => {
    expect(ownUser('anna@example.org', it, by)).toMatch(/^anna@example\.org \(.+\)$/);
  });
});

describe('a server that only DNS names', () => {
  test('gets the password only after the person was asked about it', async () => {
    const { fill, tried } = await open({ find: async () => UNPROVEN });
    const page = await fill(LOGIN);
    expect(problemIn(page)).toMatch(/^The DNS records of your domain name imap\.elsewhere\.example/);
    expect(tried).toEqual([]);
    expect(isSignedIn(await fill({ ...LOGIN, host: '', port: '' }, page))).toBe(true);
    expect(tried.map(it => it.server.host)).toEqual(['imap.elsewhere.example']);
  });

  test('is asked about when it is found only at a second try', async () => {
    const answers = [undefined, UNPROVEN];
    const { fill, tried } = await open({ find: async () => answers.shift() });
    const page = await fill(LOGIN);
    expect(problemIn(page)).toMatch(/^No mail server was found/);
    expect(problemIn(await fill(LOGIN, page))).toMatch(/^The DNS records/);
    expect(tried).toEqual([]);
  });

  test('is never used where others reach the gateway', async () => {
    const { fill, tried } = await open({
      find: async () => UNPROVEN,
      mayCorrect: false,
      domains: ['example.org'],
    });
    const page = await fill(LOGIN);
    expect(problemIn(page)).toMatch(/^No mail server was found.*administrator/);
    expect(problemIn(await fill(LOGIN, page))).toMatch(/^No mail server was found/);
    expect(tried).toEqual([]);
  });
});

test('a password for an address of another domain isn’t kept', async () => {
  const { fill } = await open({ domains: ['example.org'], mayCorrect: false });
  const page = await fill({ ...LOGIN, user: 'anna@elsewhere.example' });
  expect(problemIn(page)).toBe('This gateway is only for addresses of example.org.');
  expect(page.body.textContent).not.toContain('Your password is kept');
  expect(inputOf(page, 'password').required).toBe(true);
});

test('nobody can trust another certificate where others reach the gateway', async () => {
  const untrusted = async () => {
    throw new MailboxError('certificate', 'x', 'SELF_SIGNED_CERT_IN_CHAIN', { certificate: CERTIFICATE });
  };
  const { fill, tried } = await open({ test: untrusted, mayCorrect: false, domains: ['example.org'] });
  const page = await fill({ ...LOGIN, trust: CERTIFICATE.sha256 });
  expect(problemIn(page)).toMatch(/issuer that this gateway doesn’t know/);
  expect(page.querySelector('[name=trust]')).toBeNull();
  expect(tried.map(it => it.server.pin)).toEqual([undefined]);
});

test('a server that was filled in for another address gets no password', async () => {
  const { fill, tried } = await open({
    test: refuse,
    find: async address => found({ server: { ...found().server, host: `imap.${address.split('@')[1]}` } }),
  });
  const page = await fill({ ...LOGIN, password: 'of the first' });
  expect(inputOf(page, 'host').value).toBe('imap.example.org');
  await fill({ user: 'anna@work.example', password: 'of work' }, page);
  expect(tried.map(it => [it.server.host, passwordOf(it.login)])).toEqual([
    ['imap.example.org', 'of the first'],
    ['imap.work.example', 'of work'],
  ]);
});

test('the button that trusts a certificate keeps the login that was entered', async () => {
  const { gateway, fill, tried } = await open({
    async test({ server }) {
      if (server.pin === undefined)
        throw new MailboxError('certificate', 'x', 'DEPTH_ZERO_SELF_SIGNED_CERT', {
          certificate: CERTIFICATE,
        });
    },
  });
  const page = await fill({ ...LOGIN, host: 'imap.example.org', login: 'anna' });
  const { value } = inputOf(page, 'trust');
  page.querySelector('form.narrow')?.remove();
  expect(isSignedIn(await pageOf(await submit(gateway, page, { trust: value })))).toBe(true);
  expect(tried.map(it => [it.login.user, it.server.pin])).toEqual([
    ['anna', undefined],
    ['anna', CERTIFICATE.sha256],
  ]);
});

describe('guesses', () => {
  test('count for the mailbox in any case, and the mail server gets six, and then one in 12 minutes', async () => {
    const { gateway, fill, tried } = await open({ test: refuse });
    for (let i = 0; i < 6; i++)
      await fill({ user: i % 2 ? 'ANNA@example.org' : LOGIN.user, password: `${i}` });
    expect(tried).toHaveLength(6);
    const waits = 'Too many sign-ins at present. Try again in 12 minutes.';
    expect(problemIn(await fill(LOGIN))).toBe(waits);
    expect(tried).toHaveLength(6);
    gateway.clock.now += 12 * 60_000;
    await fill(LOGIN);
    expect(tried).toHaveLength(7);
    expect(problemIn(await fill(LOGIN))).toBe(waits);
  });

  test('aren’t counted twice where somebody sends the form twice', async () => {
    const slowly = () => new Promise<void>(resolve => setTimeout(resolve, 100));
    const { fill } = await open({ passwordTries: 1, test: slowly });
    const pages = await Promise.all([fill(LOGIN), fill(LOGIN)]);
    expect(pages.map(isSignedIn)).toEqual([true, true]);
  });

  const signInTwelveTimes = async (failure: MailboxError) => {
    const { fill, tried } = await open({ test: () => Promise.reject(failure) });
    for (let i = 0; i < 12; i++) await fill(LOGIN);
    return tried.length;
  };

  test.each([
    [
      'the mail server can’t be reached',
      new MailboxError('unreachable', 'x', 'ECONNREFUSED', { hasBegun: false }),
    ],
    ['the gateway may open no more files', new MailboxError('busy', 'x', 'EMFILE', { hasBegun: false })],
    ['the server has let the person in, and its inbox can’t be opened', new MailboxError('noFolder', 'x')],
    ['it doesn’t answer after the sign-in', new MailboxError('timeout', 'x', 'ETIMEDOUT')],
  ])('don’t count if %s', async (_name, failure) => {
    expect(await signInTwelveTimes(failure)).toBe(12);
  });

  test.each([
    ['it refuses the password', new MailboxError('refused', 'x')],
    [
      'it breaks off after it got the password',
      new MailboxError('unreachable', 'x', 'ECONNRESET', { hasBegun: true }),
    ],
  ])('count if %s', async (_name, failure) => {
    expect(await signInTwelveTimes(failure)).toBe(6);
  });
});

test('a mailbox of the config file is not tried at its mail server under another spelling', async () => {
  const mailbox = createDemoMailbox();
  const accounts = [{ user: 'anna@example.org', password: 'right', mailbox }];
  const { fill, tried } = await open({}, { accounts });
  expect(problemIn(await fill(LOGIN))).toBe('Wrong user name or password.');
  expect(tried).toEqual([]);
  expect(isSignedIn(await fill({ ...LOGIN, password: 'right' }))).toBe(true);
});

test('a text that is no token changes nothing in the state folder', async () => {
  const state = await temporaryFolder();
  const { gateway, fill } = await open({}, { state });
  await fill(LOGIN);
  const folder = join(state, 'tokens');
  const contents = async () => {
    const names = await readdir(folder);
    return Promise.all(names.map(async name => [name, (await stat(join(folder, name))).ino]));
  };
  const before = await contents();
  expect(before).toHaveLength(1);
  const body = new URLSearchParams({ token: 'x'.repeat(30_000) });
  expect((await visit(gateway, '/end-token', { method: 'POST', body })).status).toBe(200);
  expect(await contents()).toEqual(before);
  expect(gateway.lines).not.toContain('api: a token was ended');
});

test('a grant that has ended ends the token, with code 103', async () => {
  const counts = () => Promise.reject(new MailboxError('refused', 'the sign-in has ended', GRANT));
  const { gateway, fill } = await open({ open: () => ({ ...createDemoMailbox(), counts }) });
  const token = inputOf(await fill(LOGIN), 'token').value;
  const codeOf = async () => textIn((await callFor(gateway, 'NoEMails', token)).xml, 'code');
  expect([await codeOf(), await codeOf()]).toEqual(['103', '103']);
});

test('a person who signs in again and again has the latest fifty tokens', async () => {
  const { gateway, fill } = await open();
  const tokens: string[] = [];
  for (let i = 0; i < 52; i++) tokens.push(inputOf(await fill(LOGIN), 'token').value);
  const codeOf = async (token: string) => {
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoSMS', token });
    return (await (await fetch(`${gateway.apiAddress}?${query}`)).text()).includes('<code>102</code>');
  };
  expect(await Promise.all([0, 1, 2, 51].map(i => codeOf(tokens[i] ?? '')))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe('the open mailboxes', () => {
  const account = (password: string): OwnAccount => ({
    server: found().server,
    login: { user: 'anna', password },
    webmail: undefined,
  });

  function create() {
    const clock = { now: NOON };
    const closed: string[] = [];
    const own = createOwnMailboxes(
      (_user, { login }) => ({
        ...createDemoMailbox(),
        close: async () => void closed.push(passwordOf(login) ?? ''),
      }),
      () => clock.now,
    );
    return { own, clock, closed };
  }

  test('are closed after 15 minutes without use, and opened again when they are needed', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { own, clock, closed } = create();
    const secret = JSON.stringify(account('1'));
    const first = own.open('anna', account('1'));
    own.open('bert', account('2'));
    for (let minute = 0; minute <= 15; minute++) {
      clock.now += 60_000;
      own.reopen('bert', JSON.stringify(account('2')));
      vi.advanceTimersByTime(60_000);
    }
    expect(closed).toEqual(['1']);
    expect(own.reopen('anna', secret)).not.toBe(first);
  });

  test('are kept longer if another one would ask a server too early that has refused', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const clock = { now: NOON };
    const own = createOwnMailboxes(
      () => ({ ...createDemoMailbox(), isTroubled: () => true }),
      () => clock.now,
    );
    const [first, secret] = [own.open('anna', account('1')), JSON.stringify(account('1'))];
    clock.now += 11 * 60 * 60_000;
    vi.advanceTimersByTime(60_000);
    expect(own.reopen('anna', secret)).toBe(first);
    clock.now += 12 * 60 * 60_000 + 1;
    vi.advanceTimersByTime(60_000);
    expect(own.reopen('anna', secret)).not.toBe(first);
  });

  test('stay open if a refusal comes after a new sign-in', async () => {
    const { own } = create();
    const old = own.open('anna', account('1'));
    const secret = JSON.stringify(account('1'));
    await own.close('anna');
    const fresh = own.open('anna', account('1'));
    await own.refuse('anna', secret, old);
    expect(own.reopen('anna', secret)).toBe(fresh);
    await own.refuse('anna', secret, fresh);
    expect(own.reopen('anna', secret)).toBeUndefined();
    expect(own.open('anna', account('1'))).toBeDefined();
    expect(own.reopen('anna', secret)).toBeDefined();
  });

  test('are asked again about a refused account after all were closed, as after a change of the server', async () => {
    const { own } = create();
    const secret = JSON.stringify(account('1'));
    await own.refuse('anna', secret, own.open('anna', account('1')));
    expect(own.reopen('anna', secret)).toBeUndefined();
    await own.close();
    expect(own.reopen('anna', secret)).toBeDefined();
  });
});

test('the sign-in window of an extension shows each problem with status 200', async () => {
  const flow = `/sign-in?${new URLSearchParams({ redirect_uri: EXTENSION })}`;
  for (const own of [{ test: refuse }, { find: async () => undefined }, { find: async () => UNPROVEN }]) {
    const { gateway } = await open(own);
    const response = await submit(gateway, await pageOf(await visit(gateway, flow)), LOGIN);
    expect(response.status).toBe(200);
  }
});
