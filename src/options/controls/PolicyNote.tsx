import type { Lockable, Policy } from '../../core/policy/policy';
import type { SettingName, Settings } from '../../core/settings/settings';
import { Icon } from '../../ui/Icon';
import { lockIcon, organisationIcon } from '../../ui/icons';
import type { GroupProps } from '../page/group';

type NoteProps = Pick<GroupProps, 'settings' | 'policy' | 't'> & { name: SettingName };

/** Says why a setting can't be changed, or that it is the organisation's choice so far; nothing where it has no say. */
export function PolicyNote({ name, settings, policy, t }: NoteProps) {
  if (!isItsChoice(name, settings, policy)) return null;
  const locked = isLocked(name, policy);
  return (
    <p id={noteId(name)} class="policy-note">
      <Icon icon={locked ? lockIcon : organisationIcon} />
      {t(locked ? 'lockedNote' : 'suggestedNote')}
    </p>
  );
}

/**
 * What the control of a setting, or the group of its controls, is described by: the organisation's note, if there is one,
 * after whatever else.
 */
export function describedBy(
  name: SettingName,
  { settings, policy }: Pick<GroupProps, 'settings' | 'policy'>,
  ...ids: (string | undefined | false)[]
): string | undefined {
  const all = [...ids, isItsChoice(name, settings, policy) && noteId(name)].filter(Boolean);
  return all.length > 0 ? all.join(' ') : undefined;
}

/** The id of the one control of a setting. A group of the page may have the setting's name for its id. */
export function controlId(name: SettingName): string {
  return `set-${name}`;
}

function noteId(name: SettingName): string {
  return `${name}-policy`;
}

/** Whether the organisation keeps the user from changing it. */
export function isLocked(name: Lockable, { locked }: Policy): boolean {
  return locked.includes(name);
}

/** Whether the value that holds is the organisation's. */
function isItsChoice(name: SettingName, settings: Settings, policy: Policy): boolean {
  if (isLocked(name, policy)) return true;
  const its = policy.settings[name];
  return its !== undefined && JSON.stringify(its) === JSON.stringify(settings[name]);
}
