import { expect, test } from 'vitest';
import { createMemory } from '../../../src/gateway/imap/memory';
import { MailboxError, type Trouble } from '../../../src/gateway/mailbox';

const FRESH_FOR = 1000;

function memory() {
  const clock = { now: 0 };
  let looks = 0;
  const made = createMemory<string>({
    freshFor: FRESH_FOR,
    patience: 20,
    look: () => {
      looks += 1;
    },
    now: () => clock.now,
  });
  return { ...made, clock, looks: () => looks };
}

const failure = (trouble: Trouble) => new MailboxError(trouble, trouble);
const rejectsWith = (trouble: Trouble) => expect.objectContaining({ trouble });

test('what was seen counts for as long as it is fresh', async () => {
  const { remember, read, clock, looks } = memory();
  remember('one');
  clock.now = FRESH_FOR;
  expect(await read()).toBe('one');
  expect(looks()).toBe(0);
});

test('after a failure, too, but no longer', async () => {
  const { remember, fail, read, clock } = memory();
  remember('one');
  fail(failure('unreachable'));
  expect(await read()).toBe('one');
  clock.now = FRESH_FOR + 1;
  await expect(read()).rejects.toEqual(rejectsWith('unreachable'));
  remember('two');
  expect(await read()).toBe('two');
});

test('a refused password counts at once', async () => {
  const { remember, fail, read } = memory();
  remember('one');
  fail(failure('refused'));
  await expect(read()).rejects.toEqual(rejectsWith('refused'));
});

test('whoever asks first waits for what is seen, or for why nothing is', async () => {
  const seen = memory();
  const answer = seen.read();
  seen.remember('one');
  expect(await answer).toBe('one');
  const failed = memory();
  const refusal = failed.read();
  failed.fail(failure('certificate'));
  await expect(refusal).rejects.toEqual(rejectsWith('certificate'));
});

test('but not for ever', async () => {
  await expect(memory().read()).rejects.toEqual(rejectsWith('timeout'));
});

test('after a long sleep someone looks again, and the answer waits for it', async () => {
  const { remember, read, clock, looks } = memory();
  remember('one');
  clock.now = 100 * FRESH_FOR;
  const answer = read();
  expect(looks()).toBe(1);
  remember('two');
  expect(await answer).toBe('two');
});
