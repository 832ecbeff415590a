import type { Policy } from '../../core/policy/policy';
import type { Settings } from '../../core/settings/settings';
import type { Translate } from '../../core/text/text';

/** A change of settings; a function makes it of those that hold when it is stored. */
export type Change = Partial<Settings> | ((settings: Settings) => Partial<Settings>);

/** What every group of settings receives. */
export interface GroupProps {
  settings: Settings;
  policy: Policy;
  t: Translate;
  /** Shows the change at once, and has it stored. */
  change(change: Change): void;
}

/** The groups of the page, in their order. Each is the id of its heading, too. */
export const GROUPS = [
  'accounts',
  'checking',
  'notifications',
  'senders',
  'quiet',
  'sound',
  'opening',
  'backup',
  'diagnostics',
] as const;

export type Group = (typeof GROUPS)[number];

/** The settings with a change. */
export function changed(settings: Settings, change: Change): Settings {
  return { ...settings, ...(typeof change === 'function' ? change(settings) : change) };
}
