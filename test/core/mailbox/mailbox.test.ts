import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/core/answer/answer';
import {
  isPending,
  isUnchecked,
  listOf,
  MAILBOX_FORMAT,
  type Mailbox,
  NOTHING_PENDING,
  type Pending,
  sumKnown,
  UNKNOWN_MAILBOX,
} from '../../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../../src/core/mailbox/mailbox-of';
import { shrinkMailbox } from '../../../src/core/mailbox/shrink-mailbox';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { having } from '../../checked';
import { EVERY_FAILURE } from '../../failures';
import { DAY, makeAccount, makeMailbox, makeMessage, NOW, withoutDate } from '../../make';

/** Stores `mailbox`, applies `change` to the stored data, and reads it. */
function storedAndRead(mailbox: Mailbox, change: Record<string, unknown> = {}): Mailbox {
  const { version, data } = JSON.parse(JSON.stringify(pack(MAILBOX_FORMAT, mailbox)));
  return unpack(MAILBOX_FORMAT, { version, data: { ...data, ...change } });
}

/** A mailbox with all fields. */
const FULL: Mailbox = {
  ...having([makeMessage('1'), withoutDate(makeMessage('2'))], {
    emails: 9,
    unread: 4,
    sms: 3,
    dashboard: 'https://privacy.example/',
  }),
  revision: 2,
  failures: 3,
  retryAt: NOW + DAY,
  notBefore: NOW + DAY,
  knownSms: 3,
  toldOfStop: true,
  failure: { kind: 'account', code: 103 },
  pending: { mails: ['1'], unlisted: 2, sms: 1, stop: true },
  announced: [
    { id: 'n', about: 'mail', title: 't', message: 'm', link: 'https://x.example/', messageIds: ['1'] },
    { id: 's', about: 'sms', title: 't', message: '', messageIds: [], sms: 3 },
    { id: 'h', about: 'stop', title: 't', message: 'm', messageIds: [] },
  ],
};

describe('a stored mailbox', () => {
  test.each(EVERY_FAILURE)('is read as it was stored, with a failure ($kind) or without', failure => {
    expect(storedAndRead({ ...FULL, failure })).toEqual({ ...FULL, failure });
    const { failure: _none, ...healthy } = FULL;
    expect(storedAndRead(healthy)).toEqual(healthy);
    expect(storedAndRead(UNKNOWN_MAILBOX)).toEqual(UNKNOWN_MAILBOX);
  });

  test.each([undefined, null, 0, 'x', true, [], {}])('is unchecked for %j', raw => {
    const never: Mailbox = {
      endpoint: '',
      revision: 0,
      checkedAt: 0,
      attemptedAt: 0,
      failures: 0,
      emails: 'unreported',
      unread: 'unreported',
      sms: 'unreported',
      messages: 'unreported',
      digest: '',
      pending: { mails: [], unlisted: 0, sms: 0, stop: false },
      announced: [],
    };
    expect(unpack(MAILBOX_FORMAT, raw)).toEqual(never);
    expect(unpack(MAILBOX_FORMAT, { version: 2, data: raw ?? null })).toEqual(never);
  });

  test.each(Object.keys(FULL).filter(key => key !== 'failure'))(
    'with an invalid %s keeps the rest, and parses the next answer',
    key => {
      for (const corrupt of [{ no: 'sense' }, [1, 2], null, Number.NaN, false]) {
        const { [key]: replaced, ...rest } = { ...storedAndRead(FULL, { [key]: corrupt }) } as Record<
          string,
          unknown
        >;
        const { [key]: _sound, ...expected } = { ...FULL, digest: '' } as Record<string, unknown>;
        expect(replaced).toEqual((UNKNOWN_MAILBOX as Record<string, unknown>)[key]);
        expect(rest).toEqual(expected);
      }
    },
  );

  test.each(['seen', 'asOf', 'unread', 'partial'])('without `known.%s` has no `known`', part => {
    const { [part]: _lost, ...known } = { ...FULL.known } as Record<string, unknown>;
    expect(storedAndRead(FULL, { known })).not.toHaveProperty('known');
  });

  test.each([{ kind: 'gremlins' }, { kind: 'account' }, { kind: 'http', status: 'x' }, null, 7])(
    'with an unknown failure still fails: %j',
    failure => {
      expect(storedAndRead(FULL, { failure }).failure).toEqual({ kind: 'network' });
    },
  );
});

describe('the mailbox of an account', () => {
  const account = makeAccount({ revision: 2 });

  test('is the stored one while the credentials stay the same', () => {
    expect(mailboxOf(account, FULL)).toBe(FULL);
    expect(mailboxOf({ ...account, name: 'Other', webmail: 'https://x.example/' }, FULL)).toBe(FULL);
  });

  test('is empty before the first check', () => {
    const { endpoint, revision } = account;
    expect(mailboxOf(account, undefined)).toEqual({ ...UNKNOWN_MAILBOX, endpoint, revision });
  });

  test.each([
    ['the server is another', { endpoint: 'https://elsewhere.example/' }],
    ['the user has signed out', { token: '' }],
  ])('keeps only notification ids if %s', (_what, change) => {
    const left = { ...account, revision: 3, ...change };
    const { endpoint } = left;
    expect(mailboxOf(left, FULL)).toEqual({
      ...UNKNOWN_MAILBOX,
      endpoint,
      revision: 3,
      announced: FULL.announced.map(({ id, about }) => ({
        id,
        about,
        title: '',
        message: '',
        messageIds: [],
      })),
    });
  });

  test('keeps a failure of a missing token', () => {
    const signedOut = {
      ...UNKNOWN_MAILBOX,
      endpoint: account.endpoint,
      failure: { kind: 'signed-out' },
    } as const;
    expect(mailboxOf({ ...account, token: '', revision: 0 }, signedOut)).toBe(signedOut);
  });

  test('with other credentials keeps the mail and clears the failure', () => {
    const { failure: _failure, toldOfStop: _told, retryAt: _retryAt, notBefore: _notBefore, ...mail } = FULL;
    expect(mailboxOf({ ...account, revision: 3 }, FULL)).toEqual({
      ...mail,
      revision: 3,
      digest: '',
      attemptedAt: 0,
      failures: 0,
      pending: { ...FULL.pending, stop: false },
    });
  });
});

describe('a mailbox shrunk for a full storage', () => {
  test('keeps mails without previews, and the latest announcements', () => {
    const announced = Array.from({ length: 50 }, (_, n) => ({
      id: String(n),
      about: 'mail' as const,
      title: 'Title',
      message: 'Message',
      messageIds: [],
    }));
    const messages = [makeMessage('1', { beginning: 'Hello' }), makeMessage('2', { beginning: 'There' })];
    const small = shrinkMailbox({ ...FULL, messages, announced });
    expect(small).toEqual({
      ...FULL,
      messages: [makeMessage('1'), makeMessage('2')],
      announced: announced.slice(-small.announced.length),
      digest: '',
    });
    expect(small.announced.length).toBeGreaterThan(0);
    expect(JSON.stringify(small).length).toBeLessThan(2500);
  });

  test('keeps what the user did, without previews', () => {
    const entry = (mail: Message) => ({ id: 'e', action: 'archive' as const, mails: [mail], at: NOW });
    const [long, short] = [makeMessage('1', { beginning: 'Hello' }), makeMessage('1')].map(entry);
    expect(shrinkMailbox({ ...FULL, ...(long && { outbox: [long], lastAction: long }) })).toMatchObject({
      outbox: [short],
      lastAction: short,
    });
  });

  test.each(['withheld', 'unreported'] as const)('may have no list: %s', messages => {
    expect(shrinkMailbox({ ...FULL, messages })).toEqual({ ...FULL, messages, digest: '' });
  });
});

test.each<[string, boolean, Partial<Pending>]>([
  ['nothing', false, {}],
  ['a mail', true, { mails: ['1'] }],
  ['an SMS', true, { sms: 1 }],
  ['a stop', true, { stop: true }],
])('with %s to announce, there is pending news: %s', (_what, pending, change) => {
  expect(isPending(makeMailbox({ pending: { ...NOTHING_PENDING, ...change } }))).toBe(pending);
});

test.each<[string, boolean, Mailbox | undefined]>([
  ['no mailbox', true, undefined],
  ['an unchecked mailbox', true, UNKNOWN_MAILBOX],
  ['a running first check', true, { ...UNKNOWN_MAILBOX, attemptedAt: NOW, retryAt: NOW + 1 }],
  ['a first check that failed', false, { ...UNKNOWN_MAILBOX, failure: { kind: 'offline' } }],
  ['an answer', false, makeMailbox()],
  ['an answer, and a failure since', false, makeMailbox({ failure: { kind: 'offline' } })],
])('with %s an account is unchecked: %s', (_what, unchecked, mailbox) => {
  expect(isUnchecked(mailbox)).toBe(unchecked);
});

test('the sum contains only numbers', () => {
  expect(sumKnown([1, 'withheld', 2, 'unreported'])).toBe(3);
  expect(sumKnown([0])).toBe(0);
  expect(sumKnown(['withheld', 'unreported'])).toBeUndefined();
  expect(sumKnown([])).toBeUndefined();
});

test('a withheld or unreported list is empty', () => {
  expect(listOf('withheld')).toEqual([]);
  expect(listOf('unreported')).toEqual([]);
  expect(listOf([makeMessage('1')])).toEqual([makeMessage('1')]);
});
