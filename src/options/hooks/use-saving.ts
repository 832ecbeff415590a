import { useState } from 'preact/hooks';
import type { Settings } from '../../core/settings/settings';
import { type Change, changed } from '../page/group';

/**
 * The settings with what is being stored on top, so that a control shows at once what it was set to, and one that
 * couldn't be stored goes back.
 * @param store ends when what it stored has become part of `settings`; rejects where it couldn't be stored
 */
export function useSaving(
  settings: Settings,
  store: (change: Change) => Promise<void>,
  { onSaved, onFailed }: { onSaved(): void; onFailed(error: unknown): void },
): [shown: Settings, change: (change: Change) => void] {
  const [underWay, setUnderWay] = useState<{ change: Change }[]>([]);
  const shown = underWay.reduce((before, { change }) => changed(before, change), settings);
  const change = async (change: Change) => {
    const entry = { change };
    setUnderWay(before => [...before, entry]);
    const failure = await store(change).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    setUnderWay(before => before.filter(other => other !== entry));
    if (failure) onFailed(failure.error);
    else onSaved();
  };
  return [shown, it => void change(it)];
}
