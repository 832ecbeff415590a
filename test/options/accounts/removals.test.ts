import { beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import { UNKNOWN_MAILBOX } from '../../../src/core/mailbox/mailbox';
import { createRemovals, type Removals } from '../../../src/options/accounts/removals';
import { makeAccount, makeMailbox } from '../../make';

const [a, b, c] = ['a', 'b', 'c'].map(id => makeAccount({ id, name: id, token: `token-${id}` }));
const mailbox = makeMailbox({ unread: 7 });

let accounts: Account[];
let mailboxes: Map<string, unknown>;
let released: string[];
let removals: Removals;
/** What happens while a mailbox is stored. */
let whileStoring: () => void;

beforeEach(() => {
  accounts = [a, b, c].flatMap(it => it ?? []);
  mailboxes = new Map([['b', mailbox]]);
  released = [];
  whileStoring = () => {};
  removals = createRemovals({
    async updateAccounts(change) {
      accounts = change(accounts);
      // As the background does when the accounts have changed.
      for (const id of mailboxes.keys())
        if (!accounts.some(account => account.id === id)) mailboxes.delete(id);
    },
    loadMailbox: async id => (mailboxes.get(id) as typeof mailbox) ?? UNKNOWN_MAILBOX,
    async storeMailbox(id, it) {
      whileStoring();
      mailboxes.set(id, it);
    },
    release: async ({ token }) => void released.push(token),
  });
});

describe('an account that is removed', () => {
  beforeEach(() => removals.remove('b'));

  test('is gone at once, but its token is still valid', () => {
    expect(accounts).toEqual([a, c]);
    expect(mailboxes.size).toBe(0);
    expect(released).toEqual([]);
  });

  test('comes back to its place with its token and its mailbox', async () => {
    await removals.restore('b');
    expect(accounts).toEqual([a, b, c]);
    expect(mailboxes.get('b')).toEqual(mailbox);
    removals.endAll();
    expect(released).toEqual([]);
  });

  test('comes back once', async () => {
    await Promise.all([removals.restore('b'), removals.restore('b')]);
    expect(accounts).toEqual([a, b, c]);
  });

  test('keeps its token if the time is over or the page closes while it comes back', async () => {
    whileStoring = () => {
      removals.end('b');
      removals.endAll();
    };
    await removals.restore('b');
    expect(accounts).toEqual([a, b, c]);
    expect(released).toEqual([]);
  });

  test('can come back later if that can’t be stored now', async () => {
    whileStoring = () => {
      throw new Error('quota');
    };
    await expect(removals.restore('b')).rejects.toThrow('quota');
    whileStoring = () => {};
    await removals.restore('b');
    expect(accounts).toEqual([a, b, c]);
  });

  test('ends its token once when it is over, and then can’t come back', async () => {
    removals.end('b');
    removals.end('b');
    await removals.restore('b');
    expect(released).toEqual(['token-b']);
    expect(accounts).toEqual([a, c]);
  });

  test('ends its token when the page closes', async () => {
    await removals.remove('c');
    removals.endAll();
    expect(released).toEqual(['token-b', 'token-c']);
  });
});

test('an account that can’t be removed stays, and keeps its token', async () => {
  const failing = createRemovals({
    updateAccounts: () => Promise.reject(new Error('quota')),
    loadMailbox: async () => mailbox,
    storeMailbox: async () => {},
    release: async ({ token }) => void released.push(token),
  });
  await expect(failing.remove('a')).rejects.toThrow('quota');
  failing.endAll();
  expect(released).toEqual([]);
});
