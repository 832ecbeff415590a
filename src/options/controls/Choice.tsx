import type { Settings } from '../../core/settings/settings';
import type { MessageKey } from '../../core/text/text';
import type { GroupProps } from '../page/group';
import { describedBy, isLocked, PolicyNote } from './PolicyNote';
import { Radios } from './Radios';

type ChoiceName = 'notificationPrivacy' | 'openIn' | 'textSize' | 'theme';

interface Props<Name extends ChoiceName> extends GroupProps {
  /** Also the key of its legend. */
  name: Name;
  values: readonly Settings[Name][];
  labels: Readonly<Record<Settings[Name], MessageKey>>;
  hint?: MessageKey;
}

/** A setting that is one of a few values. */
export function Choice<Name extends ChoiceName>({ name, values, labels, hint, ...group }: Props<Name>) {
  const { settings, policy, t, change } = group;
  const note = hint && `${name}-note`;
  return (
    <Radios
      name={name}
      legend={t(name)}
      values={values}
      labels={labels}
      value={settings[name]}
      disabled={isLocked(name, policy)}
      describedBy={describedBy(name, group, note)}
      t={t}
      onChange={value => change({ [name]: value })}
    >
      {hint && (
        <p id={note} class="hint">
          {t(hint)}
        </p>
      )}
      <PolicyNote name={name} {...group} />
    </Radios>
  );
}
