import { describe, expect, test } from 'vitest';
import { createCookies } from '../../../src/gateway/access/cookies';
import { createKnownBrowsers } from '../../../src/gateway/access/known-browsers';
import { canonicalName } from '../../../src/gateway/finding/mail-address';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import type { OwnAccount } from '../../../src/gateway/mailbox/imap/own-mailbox';
import { MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { createJsonLog } from '../../../src/gateway/run/json-log';
import type { AuditEvent } from '../../../src/gateway/shared/audit';
import { createKeys } from '../../../src/gateway/shared/keys';
import { cookiesOf, pageOf, submit, type TestOptions, visit } from '../open-gateway';
import { MAIL_SERVER, openAtProvider } from './oauth-walk';
import { ANNA, codeAt, openTwo, signIn } from './two-gateways';

const BOSS = 'boss@example.org';
const OTHER_FORMS = ['BOSS@Example.org', 'boss@exam\u00ADple.org', 'boss@ｅxample.org', 'ｂoss@example.org'];
const INVISIBLE = ['\u00AD', '\u200B', '\u2060', '\uFEFF', '\u034F'];

/** People's own mailboxes, whose mail server refuses each password but `right`. */
async function open(more: TestOptions = {}, find?: (address: string) => Partial<{ user: string }>) {
  const { own, start } = await openTwo();
  const tried: OwnAccount[] = [];
  const gateway = await start({
    trustedProxies: ['127.0.0.1'],
    own: {
      ...own,
      domains: ['example.org', 'example.com'],
      find: async address => ({ ...(await own.find(address)), ...find?.(address) }),
      async test(account) {
        tried.push(account);
        if (JSON.stringify(account.login).includes('"right"')) return;
        const said = `Invalid password for user ${account.login.user}`;
        throw new MailboxError('refused', `imap.example.org says “${said}”`, 'AUTHENTICATIONFAILED', {
          said,
        });
      },
    },
    ...more,
  });
  /** @param i of the client */
  const fill = async (user: string, password: string, i = 0, cookie = '') => {
    const headers = { 'x-forwarded-for': `192.0.2.${i}`, cookie };
    const form = await pageOf(await visit(gateway, '/sign-in', { headers }));
    return submit(gateway, form, { user, password }, { 'x-forwarded-for': `192.0.2.${i}` });
  };
  return { gateway, own, tried, fill };
}

test.each([...OTHER_FORMS, ` ${BOSS} `, 'bo\u200Bss@example.org'])('%j is one name', typed => {
  expect(canonicalName(typed).toLowerCase()).toBe(BOSS);
});

test('a name that is no address is the same without invisible characters', () => {
  expect(canonicalName(' be\u00ADrt ')).toBe('bert');
  expect(canonicalName('anna@bücher.example')).toBe('anna@xn--bcher-kva.example');
});

test.each([BOSS, ...OTHER_FORMS])(
  'a set-up mailbox behind a provider is opened by no password for %j',
  async user => {
    const mailbox = createDemoMailbox({ now: Date.now });
    const accounts = [{ user: BOSS, password: undefined, front: 'company', mailbox }];
    const { gateway, tried } = await openAtProvider({
      overrides: { domains: [] },
      own: {
        find: async address => ({ server: MAIL_SERVER, user: address, provider: undefined, by: 'operator' }),
      },
      options: { accounts },
    });
    const form = await pageOf(await visit(gateway, '/sign-in'));
    const response = await submit(gateway, form, { user, password: 'right' });
    expect(response.headers.get('location')).toMatch(/^\/sign-in\?offer=/);
    expect(tried).toEqual([]);
  },
);

test('a sign-in with a mailbox of one’s own never opens one that was set up later', async () => {
  const { own, start, one } = await openTwo();
  const { token } = await signIn(one, BOSS);
  const accounts = [{ user: BOSS, password: 'other', mailbox: createDemoMailbox() }];
  const later = await start({ own, accounts });
  expect(await codeAt(one, token)).toBeUndefined();
  expect(await codeAt(later, token)).toBe('102');
});

describe('wrong passwords', () => {
  test('count for one mailbox, however its address is typed', async () => {
    const { tried, fill } = await open();
    for (let i = 0; i < 40; i++) {
      const invisible = INVISIBLE[i % INVISIBLE.length] as string;
      await fill(`anna@ex${invisible.repeat(i + 1)}ample.org`, `${i}`, i);
    }
    expect(tried).toHaveLength(11);
  });

  test('count for one mailbox under all addresses that the mail server takes for it', async () => {
    const { tried, fill } = await open({}, address => ({ user: address.split('@')[0] ?? '' }));
    for (let i = 0; i < 40; i++) await fill(`anna@example.${i % 2 ? 'org' : 'com'}`, `${i}`, i);
    expect(tried).toHaveLength(11);
  });

  test('don’t count if the mail server had no place for the sign-in', async () => {
    const { own, start } = await openTwo();
    let tries = 0;
    const full = async () => {
      tries += 1;
      throw new MailboxError('timeout', 'too many sign in at present', 'NO-PLACE');
    };
    const gateway = await start({ own: { ...own, test: full } });
    const form = await pageOf(await visit(gateway, '/sign-in'));
    for (let i = 0; i < 9; i++)
      expect((await submit(gateway, form, { user: ANNA, password: 'right' })).status).toBe(502);
    expect(tries).toBe(9);
  });
});

test('a client’s wrong passwords at the same moment are few, and two hundred people behind one address get in', async () => {
  const { own, start } = await openTwo();
  let tries = 0;
  const test = async ({ login }: OwnAccount) => {
    tries += 1;
    await new Promise(resolve => setImmediate(resolve));
    if (!JSON.stringify(login).includes('"right"')) throw new MailboxError('refused', 'no');
  };
  const gateway = await start({ own: { ...own, test } });
  const form = await pageOf(await visit(gateway, '/sign-in'));
  const all = async (password: string) => {
    const users = Array.from({ length: 200 }, (_, i) => `user${i}@example.org`);
    const answers = await Promise.all(users.map(user => submit(gateway, form, { user, password })));
    return answers.filter(({ status }) => status === 200).length;
  };
  expect(await all('right')).toBe(200);
  tries = 0;
  expect(await all('wrong')).toBe(0);
  expect(tries).toBeLessThanOrEqual(40);
});

test('a browser is known for the mailbox that was opened, not for the name that was typed', async () => {
  const { own, start, store } = await openTwo();
  const unproven = { ...own, mayCorrect: true, isFixed: false, find: async () => undefined };
  const gateway = await start({ own: unproven });
  const form = await pageOf(await visit(gateway, '/sign-in'));
  const server = { host: 'imap.mallory.example', port: '993', security: 'tls' };
  const cookie = cookiesOf(await submit(gateway, form, { user: ANNA, password: 'right', ...server }));
  expect(cookie).toContain('known=');
  const knownBrowsers = createKnownBrowsers(createKeys(store.secret), createCookies(false));
  expect(knownBrowsers.identify(cookie, ANNA)).toBeUndefined();
  expect(knownBrowsers.identify(cookie, `${ANNA} (imap.mallory.example:993, tls)`)).toBeDefined();
});

describe('for the operator', () => {
  const FORGED = `${BOSS}: sign-in refused, by password, for facteur, from 203.0.113.7 ,x@y.example`;
  const NOT_NAMES = [FORGED, 'hunter2@Secret99.pw', 'P@ssw0rd.2024x', 'my secret@example.org', 'swordfish'];

  test.each(NOT_NAMES)('nothing that was typed is told of %j', async typed => {
    const events: AuditEvent[] = [];
    const { gateway, fill } = await open({ audit: event => void events.push(event) });
    await fill(typed, 'x');
    const accounts = [{ user: BOSS, password: 'right', mailbox: createDemoMailbox() }];
    const setUp = await open({ accounts, own: undefined, audit: event => void events.push(event) });
    await setUp.fill(typed, 'x');
    expect(events).toMatchObject([{ user: '', outcome: 'refused' }]);
    const told = [...gateway.lines, ...setUp.gateway.lines].join('\n').toLowerCase();
    for (const word of ['203.0.113', 'secret', 'ssw0rd', 'swordfish']) expect(told).not.toContain(word);
  });

  test('the log as JSON has no login that a mail server repeats', async () => {
    const lines: string[] = [];
    const { log, audit } = createJsonLog(
      () => 'debug',
      () => 'code',
      { write: line => void lines.push(line) },
    );
    const { fill } = await open({ log, audit }, () => ({ user: 'jean.secret' }));
    await fill(ANNA, 'wrong');
    expect(lines.join('')).toContain('Invalid password for user <user>');
    expect(lines.join('')).not.toMatch(/jean|secret|anna/);
  });
});
