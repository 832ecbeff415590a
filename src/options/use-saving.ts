import { useState } from 'preact/hooks';
import type { Settings } from '../core/settings';
import { type Change, changed } from './group';

/**
 * The settings with what is being stored on top, so that a control shows at once what it was set to, and one that
 * couldn't be stored goes back.
 * @param store ends when what it stored has become part of `settings`; rejects where it couldn't be stored
 * @param report receives what came of each change
 */
export function useSaving(
  settings: Settings,
  store: (change: Change) => Promise<void>,
  report: (outcome: 'saved' | 'failed') => void,
): [shown: Settings, change: (change: Change) => void] {
  const [underWay, setUnderWay] = useState<{ change: Change }[]>([]);
  const shown = underWay.reduce((before, { change }) => changed(before, change), settings);
  const change = async (change: Change) => {
    const entry = { change };
    setUnderWay(before => [...before, entry]);
    const outcome = await store(change).then(
      () => 'saved' as const,
      () => 'failed' as const,
    );
    setUnderWay(before => before.filter(other => other !== entry));
    report(outcome);
  };
  return [shown, it => void change(it)];
}
