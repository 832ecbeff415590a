import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemory } from '../../../../src/gateway/mailbox/imap/memory';
import { MailboxError } from '../../../../src/gateway/mailbox/mailbox';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const AWAY = new MailboxError('unreachable', 'away');
const REFUSED = new MailboxError('refused', 'refused');

/** What counts for a minute, with 10 s of patience and `look` to be run when someone has to look. */
function memoryWith(look: () => void = () => {}) {
  return createMemory<string>({ freshFor: 60_000, patience: 10_000, look, now: Date.now });
}

/** What an answer has come to by now. */
async function outcome(answer: Promise<unknown>): Promise<unknown> {
  const settled = answer.catch(error => (error instanceof MailboxError ? error.trouble : error));
  await vi.advanceTimersByTimeAsync(0);
  return Promise.race([settled, Promise.resolve('still waits')]);
}

test('what was seen counts until it is too old', async () => {
  let looks = 0;
  const memory = memoryWith(() => {
    looks += 1;
  });
  memory.remember('one');
  expect(await outcome(memory.read())).toBe('one');
  memory.remember('two');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome(memory.read())).toBe('two');
  expect(looks).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome(memory.read())).toBe('still waits');
});

test('reading waits at first, for what is seen or what is in the way', async () => {
  const seen = memoryWith();
  const answers = [seen.read(), seen.read()];
  await vi.advanceTimersByTimeAsync(9_999);
  expect(await outcome(Promise.race(answers))).toBe('still waits');
  seen.remember('one');
  expect(await Promise.all(answers)).toEqual(['one', 'one']);

  const failed = memoryWith();
  const answer = failed.read();
  failed.fail(AWAY);
  expect(await outcome(answer)).toBe('unreachable');
});

test('reading waits no longer than its patience', async () => {
  const answer = memoryWith().read();
  const end = outcome(answer);
  await vi.advanceTimersByTimeAsync(10_000);
  await end;
  expect(await outcome(answer)).toBe('timeout');
});

test('nothing is left running once an answer is there', async () => {
  const memory = memoryWith();
  const answer = memory.read();
  memory.remember('one');
  await answer;
  expect(vi.getTimerCount()).toBe(0);
});

describe('a failure', () => {
  test('leaves what was seen until it is too old', async () => {
    const memory = memoryWith();
    memory.remember('one');
    memory.fail(AWAY);
    expect(await outcome(memory.read())).toBe('one');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('unreachable');
  });

  test('is known at once while nothing was ever seen', async () => {
    const memory = memoryWith();
    memory.fail(AWAY);
    expect(await outcome(memory.read())).toBe('unreachable');
  });

  test('of a refused password counts at once', async () => {
    const memory = memoryWith();
    memory.remember('one');
    memory.fail(REFUSED);
    expect(await outcome(memory.read())).toBe('refused');
  });

  test('is over once something is seen', async () => {
    const memory = memoryWith();
    memory.fail(REFUSED);
    memory.remember('one');
    expect(await outcome(memory.read())).toBe('one');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('still waits');
  });
});

test('after a sleep someone is asked to look, and what they see is the answer', async () => {
  const memory = memoryWith(() => setTimeout(() => memory.remember('new'), 500));
  memory.remember('old');
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  const answer = memory.read();
  expect(await outcome(answer)).toBe('still waits');
  await vi.advanceTimersByTimeAsync(500);
  expect(await outcome(answer)).toBe('new');
});

test('one who looks at once is heard, too', async () => {
  const memory = memoryWith(() => memory.remember('at once'));
  expect(await outcome(memory.read())).toBe('at once');
});

test('the next look is waited for, whether it sees something or fails', async () => {
  const memory = memoryWith();
  memory.remember('before');
  const next = memory.next().then(() => 'looked');
  expect(await outcome(next)).toBe('still waits');
  memory.remember('after');
  expect(await outcome(next)).toBe('looked');
  const another = memory.next().then(() => 'looked');
  expect(await outcome(another)).toBe('still waits');
  memory.fail(AWAY);
  expect(await outcome(another)).toBe('looked');
});
