import type { FlagName } from '../../core/settings/settings';
import type { MessageKey, Text } from '../../core/text/text';
import type { GroupProps } from '../page/group';
import { Checkbox } from './Checkbox';
import { controlId, describedBy, isLocked, PolicyNote } from './PolicyNote';

interface Props extends GroupProps {
  name: FlagName;
  label: MessageKey;
  hint?: MessageKey | Text | undefined;
}

export function Flag({ name, label, hint, ...group }: Props) {
  const { settings, policy, t, change } = group;
  return (
    <Checkbox
      id={controlId(name)}
      label={t(label)}
      hint={hint && t(hint)}
      checked={settings[name]}
      disabled={isLocked(name, policy)}
      describedBy={describedBy(name, group, hint && `${controlId(name)}-note`)}
      onChange={checked => change({ [name]: checked })}
    >
      <PolicyNote name={name} {...group} />
    </Checkbox>
  );
}
