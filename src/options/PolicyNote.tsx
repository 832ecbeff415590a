import type { Lockable, Policy } from '../core/policy';
import type { SettingName, Settings } from '../core/settings';
import type { Translate } from '../core/text';
import { Icon } from '../ui/Icon';

interface Props {
  name: SettingName;
  locked: boolean;
  t: Translate;
}

/** Says why a setting can't be changed, or that it is the organisation's choice so far. */
export function PolicyNote({ name, locked, t }: Props) {
  return (
    <p id={policyNoteId(name)} class="policy-note">
      <Icon name={locked ? 'lock' : 'organisation'} />
      {t(locked ? 'lockedNote' : 'suggestedNote')}
    </p>
  );
}

/** For the field that the note describes. */
export function policyNoteId(name: SettingName): string {
  return `${name}-policy`;
}

/** Whether the organisation keeps the user from changing it. */
export function isLocked(name: Lockable, { locked }: Policy): boolean {
  return locked.includes(name);
}

/** Whether the value that holds is the organisation's. */
export function isItsChoice(name: SettingName, settings: Settings, policy: Policy): boolean {
  return isLocked(name, policy) || policy.settings[name] === settings[name];
}
