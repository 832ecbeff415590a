import type { Policy } from '../../core/policy/policy';
import type { Settings } from '../../core/settings/settings';
import type { Translate } from '../../core/text/text';

/** A change of settings, or a function that computes it from the settings at the time of storing. */
export type Change = Partial<Settings> | ((settings: Settings) => Partial<Settings>);

export interface GroupProps {
  settings: Settings;
  policy: Policy;
  t: Translate;
  /** Shows the change at once and stores it. */
  change(change: Change): void;
}

/** The sections of the page, in order. Each name is also the id of its heading. */
export const GROUPS = [
  'accounts',
  'checking',
  'notifications',
  'senders',
  'quiet',
  'sound',
  'opening',
  'appearance',
  'backup',
  'diagnostics',
] as const;

export type Group = (typeof GROUPS)[number];

export function changed(settings: Settings, change: Change): Settings {
  return { ...settings, ...(typeof change === 'function' ? change(settings) : change) };
}
