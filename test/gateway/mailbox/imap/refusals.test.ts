import { expect, onTestFinished, test } from 'vitest';
import { noFailures } from '../../../../src/gateway/mailbox/imap/keep-connected';
import { createRefusals, type PastFailures } from '../../../../src/gateway/mailbox/imap/refusals';
import { createSessionGrant } from '../../../../src/gateway/mailbox/imap/session-grant';
import { GRANT, MailboxError } from '../../../../src/gateway/mailbox/mailbox';

const REFUSED = new MailboxError('refused', 'refused', GRANT);
const UNREADABLE = new Error('the database is away');

/** A refused mailbox whose tokens have these versions, one at each look. */
function refuse(versions: ReadonlyArray<string | undefined | Error>) {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  let looks = 0;
  const tokens = {
    get: async () => 'token',
    insteadOf: async () => 'token',
    async version() {
      const version = versions[Math.min(looks, versions.length - 1)];
      looks += 1;
      if (version instanceof Error) throw version;
      return version;
    },
  };
  const past: PastFailures = { history: noFailures() };
  let lastSeen: unknown;
  const refusals = createRefusals({
    past,
    grant: createSessionGrant(() => ({ user: 'jean', tokens }), 1, closing.signal),
    pause: {
      wait: async () => {},
      end() {
        lastSeen = versions[looks - 1];
      },
    },
    isRefused: () => true,
    fail() {},
  });
  return { refusals, past, lastSeen: () => lastSeen };
}

test.each([
  ['another sign-in replaces the refused one', ['first', 'first', 'second'], 'second'],
  ['somebody signs in where nobody was', [undefined, undefined, 'first'], 'first'],
  ['another sign-in comes after an outage', [UNREADABLE, UNREADABLE, 'first', 'first', 'second'], 'second'],
  ['an outage comes before another sign-in', ['first', UNREADABLE, 'first', 'second'], 'second'],
])('a refused grant is tried again when %s', async (_what, versions, seen) => {
  const { refusals, past, lastSeen } = refuse(versions);
  await refusals.note(REFUSED);
  expect(lastSeen()).toBe(seen);
  expect(past.refusal?.version).toBe(versions.find(it => !(it instanceof Error)));
});
