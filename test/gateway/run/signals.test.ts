import { afterEach, expect, test, vi } from 'vitest';
import { catchSignals } from '../../../src/gateway/run/signals';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = SIGNALS.map(signal => process.listeners(signal));
afterEach(() => {
  vi.restoreAllMocks();
  for (const [index, signal] of SIGNALS.entries())
    for (const listener of process.listeners(signal))
      if (!before[index]?.includes(listener)) process.off(signal, listener);
});

test.runIf(process.platform !== 'win32')('a SIGHUP during the start reloads after it', () => {
  const handle = catchSignals();
  process.emit('SIGHUP', 'SIGHUP');
  const handlers = { reload: vi.fn(), stop: vi.fn() };
  handle(handlers);
  expect(handlers.reload).toHaveBeenCalledOnce();
  expect(handlers.stop).not.toHaveBeenCalled();
});

test('a SIGTERM during the start is no failure; a second one while the gateway stops ends it as a signal does', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const handle = catchSignals();
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit.mock.calls).toEqual([[0]]);
  handle({ reload: vi.fn(), stop: vi.fn() });
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit.mock.calls).toEqual([[0], [143]]);
});
