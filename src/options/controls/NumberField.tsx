import { useState } from 'preact/hooks';
import { RANGES, type RangeName } from '../../core/settings/settings';
import type { MessageKey } from '../../core/text/text';
import { useDraft } from '../hooks/use-draft';
import type { GroupProps } from '../page/group';
import { controlId, describedBy, isLocked } from './PolicyNote';

interface Props extends GroupProps {
  name: RangeName;
  label: MessageKey;
  unit: MessageKey;
  /** The hint with the minimum and maximum; shown as an error while the value is invalid. */
  range: 'minutesRange' | 'numberRange';
  /** Minimum here, if higher than the setting's own. */
  min?: number;
}

/** A whole number, saved while the user types if it is valid. Empty if the setting isn't a number. */
export function NumberField({ name, label, unit, range, min = RANGES[name].min, ...group }: Props) {
  const { settings, policy, t, change } = group;
  const { max } = RANGES[name];
  const [isWrong, setWrong] = useState(false);
  const stored = typeof settings[name] === 'number' ? String(settings[name]) : '';
  const draft = useDraft(stored, text => {
    const number = Number(text);
    const isRight = text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
    setWrong(!isRight);
    if (isRight && number !== settings[name]) change({ [name]: number });
    return isRight;
  });
  const locked = isLocked(name, policy);
  const id = controlId(name);
  return (
    <div class="number">
      <label for={id}>{t(label)}</label>
      <span class="with-unit">
        <input
          {...draft}
          id={id}
          type="number"
          min={min}
          max={max}
          disabled={locked}
          aria-invalid={isWrong || undefined}
          aria-describedby={describedBy(name, group, !locked && `${id}-note`)}
        />
        <span>{t(unit)}</span>
      </span>
      {!locked && (
        <p id={`${id}-note`} class={isWrong ? 'problem' : 'hint'}>
          {t({ key: range, args: [min, max] })}
        </p>
      )}
    </div>
  );
}
