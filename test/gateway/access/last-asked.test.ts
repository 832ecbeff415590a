import { expect, onTestFinished, test, vi } from 'vitest';
import { createLastAsked, type UserCalls } from '../../../src/gateway/access/last-asked';
import { SILENT } from '../../../src/gateway/shared/log';
import { createMemoryRecords } from '../../../src/gateway/shared/records';
import { createGate } from '../gate';
import { NOON } from '../noon';

test('the end waits for a save that is under way', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const events: string[] = [];
  const stored = createMemoryRecords<UserCalls>();
  const [begun, answer] = [createGate(), createGate()];
  const slow: typeof stored = {
    ...stored,
    async change(...all) {
      begun.open();
      await answer.passed;
      return stored.change(...all).finally(() => events.push('stored'));
    },
  };
  const lastAsked = createLastAsked(slow, SILENT);
  lastAsked.note('anna', 'stats', { at: NOON, infos: ['NoSMS'] });
  vi.advanceTimersByTime(10 * 60_000);
  await begun.passed;
  const saved = lastAsked.save().then(() => events.push('ended'));
  answer.open();
  await saved;
  expect(events).toEqual(['stored', 'ended']);
});
