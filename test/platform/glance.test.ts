import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../src/core/account';
import { glimpseOf, IN_SIGHT } from '../../src/core/glimpse';
import type { Mailbox } from '../../src/core/mailbox';
import { MAILBOX_FORMAT } from '../../src/core/mailbox-format';
import { pack } from '../../src/core/stored-format';
import { MINUTE, makeAccount, makeMailbox, makeMessage, NOW } from '../make';

type Values = Record<string, unknown>;

const disk = vi.hoisted(() => {
  const disk = { local: {} as Values, session: {} as Values, sync: {} as Values, noSync: false };
  const area = (name: 'local' | 'session' | 'sync') => ({
    async get(keys: string[]): Promise<Values> {
      if (name === 'sync' && disk.noSync) throw new Error('no synchronisation');
      return Object.fromEntries(keys.filter(key => key in disk[name]).map(key => [key, disk[name][key]]));
    },
  });
  const storage = { local: area('local'), session: area('session'), sync: area('sync') };
  return Object.assign(disk, { storage });
});
vi.mock('../../src/platform/browser', () => ({ browser: { storage: disk.storage } }));
const { loadGlance } = await import('../../src/platform/glance');
afterAll(() => {
  vi.doUnmock('../../src/platform/browser');
  vi.resetModules();
});

const plain = (data: unknown) => ({ version: 1, data });
const account = makeAccount();
const mails = (count: number) => Array.from({ length: count }, (_, i) => makeMessage(`m${i}`));

/** As if the background had stored this mailbox, and shown it. */
function show(mailbox: Mailbox, accounts = [account]): void {
  for (const { id } of accounts) disk.local[`mailbox:${id}`] = pack(MAILBOX_FORMAT, mailbox);
  const mailboxes = Object.fromEntries(accounts.map(({ id }) => [id, mailbox]));
  disk.session = { shown: plain('all'), glimpse: plain(glimpseOf(accounts, mailboxes)) };
}

beforeEach(() => {
  disk.local = { accounts: pack(ACCOUNTS_FORMAT, [account]) };
  disk.sync = {};
  disk.noSync = false;
  show(makeMailbox({ unread: 200, messages: mails(200) }));
});

const listed = async () => (await loadGlance(NOW))?.mailboxes.home?.messages;

describe('what there is to see at a glance', () => {
  test('is what was kept of it when all had been shown', async () => {
    expect(await listed()).toHaveLength(IN_SIGHT);
  });

  test.each([['part'], ['']])('is read from the mailboxes where “%s” of it has been shown', async shown => {
    disk.session.shown = plain(shown);
    expect(await listed()).toHaveLength(200);
  });

  test('is as old as the latest check that found nothing new', async () => {
    disk.local.checks = plain([
      { at: NOW + MINUTE, duration: 500, accountId: account.id, outcome: 'unchanged' },
    ]);
    expect((await loadGlance(NOW))?.mailboxes.home?.checkedAt).toBe(NOW + MINUTE + 500);
  });

  test('is without synchronisation what it is with it', async () => {
    disk.noSync = true;
    expect(await listed()).toHaveLength(IN_SIGHT);
  });

  test('is nothing of an account at another address, or signed out', async () => {
    for (const change of [{ endpoint: 'https://other.example/' }, { token: '' }]) {
      disk.local.accounts = pack(ACCOUNTS_FORMAT, [makeAccount(change)]);
      expect(await loadGlance(NOW)).toBeUndefined();
    }
  });
});

describe('only the whole state tells', () => {
  test.each<[string, () => void]>([
    ['of no account', () => Object.assign(disk.local, { accounts: pack(ACCOUNTS_FORMAT, []) })],
    ['of a failure', () => show(makeMailbox({ messages: mails(1), failure: { kind: 'timeout' } }))],
    [
      'of an account that has been added since',
      () => {
        const both = [account, makeAccount({ id: 'new' })];
        disk.local.accounts = pack(ACCOUNTS_FORMAT, both);
      },
    ],
    ['of a snooze', () => Object.assign(disk.local, { 'snoozed-until': plain(NOW + MINUTE) })],
    ['of quiet hours', () => Object.assign(disk.local, { settings: plain({ quietHours: [{}] }) })],
    [
      'of synchronised quiet hours',
      () => Object.assign(disk.sync, { settings: plain({ quietHours: [{}] }) }),
    ],
    ['of a policy', () => Object.assign(disk.local, { managed: plain(true) })],
    ['of a full disk', () => Object.assign(disk.session, { 'storage-full': plain(true) })],
    ['of a window that came to nothing', () => Object.assign(disk.session, { visits: plain({ home: {} }) })],
    [
      'where what was kept makes no sense',
      () => Object.assign(disk.session, { glimpse: plain({ home: 7 }) }),
    ],
  ])('%s', async (_what, change) => {
    change();
    expect(await loadGlance(NOW)).toBeUndefined();
  });
});
