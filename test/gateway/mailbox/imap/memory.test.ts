import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemory } from '../../../../src/gateway/mailbox/imap/memory';
import { MailboxError } from '../../../../src/gateway/mailbox/mailbox';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const AWAY = new MailboxError('unreachable', 'away');
const REFUSED = new MailboxError('refused', 'refused');

/** Results are valid for a minute; a read waits for up to 10 s; `look` is called to request a check. */
function memoryWith(look: () => unknown = () => {}) {
  const requestCheck = () => look() === true;
  return createMemory<string>({ freshFor: 60_000, timeout: 10_000, requestCheck, now: Date.now });
}

async function outcome(answer: Promise<unknown>): Promise<unknown> {
  const settled = answer.catch(error => (error instanceof MailboxError ? error.trouble : error));
  await vi.advanceTimersByTimeAsync(0);
  return Promise.race([settled, Promise.resolve('still waits')]);
}

test('a result is valid until it is too old', async () => {
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

test('the first read waits for a result or an error', async () => {
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

test('a read stops waiting after the time limit', async () => {
  const answer = memoryWith().read();
  const end = outcome(answer);
  await vi.advanceTimersByTimeAsync(10_000);
  await end;
  expect(await outcome(answer)).toBe('timeout');
});

test('no timer stays after an answer', async () => {
  const memory = memoryWith();
  const answer = memory.read();
  memory.remember('one');
  await answer;
  expect(vi.getTimerCount()).toBe(0);
});

describe('a failure', () => {
  test('leaves the last result until it is too old', async () => {
    const memory = memoryWith();
    memory.remember('one');
    memory.fail(AWAY);
    expect(await outcome(memory.read())).toBe('one');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('unreachable');
  });

  test('rejects at once without any result', async () => {
    const memory = memoryWith();
    memory.fail(AWAY);
    expect(await outcome(memory.read())).toBe('unreachable');
  });

  test('of a rejected password rejects at once', async () => {
    const memory = memoryWith();
    memory.remember('one');
    memory.fail(REFUSED);
    expect(await outcome(memory.read())).toBe('refused');
  });

  test('requests a check at each read, except that of a rejected password', async () => {
    let looks = 0;
    const memory = memoryWith(() => {
      looks += 1;
    });
    memory.remember('one');
    memory.fail(AWAY);
    expect(await outcome(memory.read())).toBe('one');
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('unreachable');
    expect(looks).toBe(2);
    memory.fail(REFUSED);
    expect(await outcome(memory.read())).toBe('refused');
    expect(looks).toBe(2);
  });

  test('waits for a check that begins at once, as do all reads until its end', async () => {
    let isPaused = true;
    const memory = memoryWith(() => {
      const begins = isPaused;
      isPaused = false;
      return begins;
    });
    memory.fail(AWAY);
    const answers = [memory.read(), memory.read()];
    expect(await outcome(Promise.any(answers))).toBe('still waits');
    memory.remember('one');
    expect(await Promise.all(answers)).toEqual(['one', 'one']);
    memory.fail(AWAY);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('unreachable');
  });

  test('that is forgiven makes the next read wait', async () => {
    const memory = memoryWith();
    memory.fail(REFUSED);
    expect(memory.trouble()).toBe('refused');
    memory.forgive();
    expect(memory.trouble()).toBeUndefined();
    const answer = memory.read();
    expect(await outcome(answer)).toBe('still waits');
    memory.remember('one');
    expect(await outcome(answer)).toBe('one');
  });

  test('ends with the next result', async () => {
    const memory = memoryWith();
    memory.fail(REFUSED);
    memory.remember('one');
    expect(await outcome(memory.read())).toBe('one');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await outcome(memory.read())).toBe('still waits');
  });
});

test('after the computer slept, a read requests a check and returns its result', async () => {
  const memory = memoryWith(() => void setTimeout(() => memory.remember('new'), 500));
  memory.remember('old');
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  const answer = memory.read();
  expect(await outcome(answer)).toBe('still waits');
  await vi.advanceTimersByTimeAsync(500);
  expect(await outcome(answer)).toBe('new');
});

test('after forgetting, a read waits for a new result', async () => {
  const memory = memoryWith();
  memory.remember('old');
  memory.fail(AWAY);
  memory.forget();
  const answer = memory.read();
  expect(await outcome(answer)).toBe('still waits');
  memory.remember('new');
  expect(await outcome(answer)).toBe('new');
});

test('a check that ends at once counts, too', async () => {
  const memory = memoryWith(() => memory.remember('at once'));
  expect(await outcome(memory.read())).toBe('at once');
});

test('next() resolves at a result or an error', async () => {
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

test('a doubtful result is given only if there is no new one', async () => {
  let isTried = false;
  const memory = memoryWith(() => isTried);
  memory.remember('one');
  memory.doubt(5_000);
  memory.doubt(50_000);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(await outcome(memory.read())).toBe('one');
  await vi.advanceTimersByTimeAsync(1);
  const late = memory.read();
  expect(await outcome(late)).toBe('still waits');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await outcome(late)).toBe('one');
  await vi.advanceTimersByTimeAsync(5_000);
  isTried = true;
  const failing = memory.read();
  memory.fail(AWAY);
  expect(await outcome(failing)).toBe('one');
  const other = memory.read();
  memory.remember('two');
  expect(await outcome(other)).toBe('two');
  expect(await outcome(memory.read())).toBe('two');
});

test('after a wait in vain a known result is given at once for five seconds', async () => {
  const memory = memoryWith();
  memory.remember('one');
  memory.doubt(0);
  const first = memory.read();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await outcome(first)).toBe('one');
  expect(await outcome(memory.read())).toBe('one');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(await outcome(memory.read())).toBe('one');
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome(memory.read())).toBe('still waits');
});
