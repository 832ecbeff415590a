import type { Lockable, Policy } from '../../core/policy/policy';
import type { SettingName, Settings } from '../../core/settings/settings';
import { Icon } from '../../ui/Icon';
import { lockIcon, organisationIcon } from '../../ui/icons';
import type { GroupProps } from '../page/group';

type NoteProps = Pick<GroupProps, 'settings' | 'policy' | 't'> & { name: SettingName };

/** Says that the organisation has locked or suggested the setting; renders nothing otherwise. */
export function PolicyNote({ name, settings, policy, t }: NoteProps) {
  if (!isPolicyValue(name, settings, policy)) return null;
  const locked = isLocked(name, policy);
  return (
    <p id={noteId(name)} class="policy-note">
      <Icon icon={locked ? lockIcon : organisationIcon} />
      {t(locked ? 'lockedNote' : 'suggestedNote')}
    </p>
  );
}

/** The `aria-describedby` of a setting: `ids`, then the id of the policy note if it is shown. */
export function describedBy(
  name: SettingName,
  { settings, policy }: Pick<GroupProps, 'settings' | 'policy'>,
  ...ids: (string | undefined | false)[]
): string | undefined {
  const all = [...ids, isPolicyValue(name, settings, policy) && noteId(name)].filter(Boolean);
  return all.length > 0 ? all.join(' ') : undefined;
}

/** The id of a setting's only control. Prefixed, because a section's id may equal the setting's name. */
export function controlId(name: SettingName): string {
  return `set-${name}`;
}

function noteId(name: SettingName): string {
  return `${name}-policy`;
}

export function isLocked(name: Lockable, { locked }: Policy): boolean {
  return locked.includes(name);
}

function isPolicyValue(name: SettingName, settings: Settings, policy: Policy): boolean {
  if (isLocked(name, policy)) return true;
  const its = policy.settings[name];
  return its !== undefined && JSON.stringify(its) === JSON.stringify(settings[name]);
}
