import { useState } from 'preact/hooks';
import { CLOCK, type Day, type QuietSpan } from '../../core/settings/quiet-hours';
import { dayName, sortedDays, weekOf } from '../../core/settings/weekdays';
import type { MessageKey, Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { closeIcon } from '../../ui/icons';
import { useDraft } from '../hooks/use-draft';

interface Props {
  span: QuietSpan;
  index: number;
  /** BCP 47 */
  locale: string;
  locked: boolean;
  t: Translate;
  onChange(span: QuietSpan): void;
  onRemove(): void;
}

export function QuietTime({ span, index, locale, locked, t, onChange, onRemove }: Props) {
  const { days, from, to } = span;
  const [problem, setProblem] = useState<MessageKey>();
  const id = `quiet-${index}`;
  const toggle = (day: Day) => {
    const after = days.includes(day) ? days.filter(other => other !== day) : sortedDays([...days, day]);
    setProblem(after.length === 0 ? 'quietNoDay' : undefined);
    if (after.length > 0) onChange({ ...span, days: after });
  };
  const take = (end: 'from' | 'to') => (time: string) => {
    const isTime = CLOCK.test(time);
    setProblem(isTime ? undefined : 'quietNoTime');
    if (isTime && time !== span[end]) onChange({ ...span, [end]: time });
    return isTime;
  };
  const name = t({ key: 'quietTime', args: [index + 1] });
  return (
    <fieldset class="span" aria-describedby={problem ? `${id}-words ${id}-problem` : `${id}-words`}>
      <legend class="unseen">{name}</legend>
      <div class="days">
        {weekOf(locale).map(day => (
          <button
            key={day}
            type="button"
            class="day"
            aria-pressed={days.includes(day)}
            disabled={locked}
            onClick={() => toggle(day)}
          >
            <span aria-hidden="true">{dayName(day, locale, 'short')}</span>
            <span class="unseen">{dayName(day, locale, 'long')}</span>
          </button>
        ))}
      </div>
      <div class="times">
        <label for={`${id}-from`}>{t('quietFrom')}</label>
        <input {...useDraft(from, take('from'))} id={`${id}-from`} type="time" required disabled={locked} />
        <label for={`${id}-to`}>{t('quietTo')}</label>
        <input {...useDraft(to, take('to'))} id={`${id}-to`} type="time" required disabled={locked} />
        <span id={`${id}-words`} class="hint">
          {t(lengthWords(span))}
        </span>
      </div>
      <button
        type="button"
        class="quiet remove"
        disabled={locked}
        aria-label={t({ key: 'removeEntry', args: [name] })}
        onClick={onRemove}
      >
        <Icon icon={closeIcon} />
      </button>
      {problem && (
        <p id={`${id}-problem`} class="problem">
          {t(problem)}
        </p>
      )}
    </fieldset>
  );
}

function lengthWords({ from, to }: QuietSpan): MessageKey {
  if (from === to) return from === '00:00' ? 'quietAllDay' : 'quietDayRound';
  return from < to ? 'quietSameDay' : 'quietNextDay';
}
