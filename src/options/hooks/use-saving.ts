import { useState } from 'preact/hooks';
import type { Settings } from '../../core/settings/settings';
import { type Change, changed } from '../page/group';

/**
 * Optimistic updates: returns the settings with pending changes applied, so that a control shows its new
 * value at once. A change that couldn't be stored is reverted.
 * @param store resolves when `settings` contains the change; rejects if it couldn't be stored
 */
export function useSaving(
  settings: Settings,
  store: (change: Change) => Promise<void>,
  { onSaved, onFailed }: { onSaved(): void; onFailed(error: unknown): void },
): [shown: Settings, change: (change: Change) => void] {
  const [pending, setPending] = useState<{ change: Change }[]>([]);
  const shown = pending.reduce((before, { change }) => changed(before, change), settings);
  const change = async (change: Change) => {
    const entry = { change };
    setPending(before => [...before, entry]);
    const failure = await store(change).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    setPending(before => before.filter(other => other !== entry));
    if (failure) onFailed(failure.error);
    else onSaved();
  };
  return [shown, it => void change(it)];
}
