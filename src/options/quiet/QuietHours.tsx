import { useMemo } from 'preact/hooks';
import { endedQuietOf } from '../../core/settings/quiet';
import {
  DAYS,
  isQuietHour,
  MAX_SPANS,
  nextQuietChange,
  type QuietSpan,
} from '../../core/settings/quiet-hours';
import { hasVipRules } from '../../core/settings/rules';
import type { Settings } from '../../core/settings/settings';
import type { MessageKey, Text } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { addIcon, quietIcon } from '../../ui/icons';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { RemovedLine } from '../controls/RemovedLine';
import { rowsWith, useRemoval } from '../hooks/use-removal';
import type { GroupProps } from '../page/group';
import { QuietTime } from './QuietTime';

interface Props extends GroupProps {
  /** Announces a text to screen readers. */
  say(words: string): void;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  /** Quiet hours are off until then, ms since 1970; 0 if they are on. */
  quietEndedUntil: number;
  /** Lets quiet hours that the user has ended go on. */
  onAgain(): Promise<void>;
}

const PRESETS: readonly { label: MessageKey; span: QuietSpan }[] = [
  { label: 'quietNights', span: { days: [...DAYS], from: '22:00', to: '07:00' } },
  { label: 'quietWeekends', span: { days: ['sat', 'sun'], from: '00:00', to: '00:00' } },
];

const ANOTHER: QuietSpan = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '12:00', to: '13:00' };

export function QuietHours({ say, now, locale, quietEndedUntil, onAgain, ...group }: Props) {
  const { settings, policy, t, change } = group;
  const spans = settings.quietHours;
  const locked = isLocked('quietHours', policy);
  const removal = useRemoval<QuietSpan, HTMLUListElement>('#add-quiet');
  const minute = Math.floor(now / 60_000);
  const outlook = useMemo(
    () => outlookOf(settings, quietEndedUntil, now),
    [settings, quietEndedUntil, minute],
  );
  const isFull = spans.length >= MAX_SPANS;
  const removed = isFull ? undefined : removal.removed;

  // Based on the list on screen, which includes pending changes: an index is only valid in the list that the
  // user sees.
  const keep = (quietHours: QuietSpan[]) => change(() => ({ quietHours }));
  const add = (span: QuietSpan) => keep([...spans, span]);
  const replace = (index: number, span: QuietSpan) => keep(spans.with(index, span));
  const remove = (index: number) => {
    const span = spans[index];
    if (span) removal.note(span, index);
    keep(spans.toSpliced(index, 1));
  };
  // The pressed button disappears.
  const again = () =>
    void onAgain().then(() => requestAnimationFrame(() => document.getElementById('add-quiet')?.focus()));
  return (
    <fieldset class="setting" aria-describedby={describedBy('quietHours', group, 'quiet-outlook')}>
      <legend>{t('quietHours')}</legend>
      <p id="quiet-outlook" class={outlook.isQuiet ? 'standing quieted' : 'hint'}>
        {outlook.isQuiet && <Icon icon={quietIcon} />}
        {t(outlook.words)}
      </p>
      {outlook.isEnded && (
        <p class="line">
          <button type="button" onClick={again}>
            {t('quietAgain')}
          </button>
        </p>
      )}
      {(spans.length > 0 || removed) && (
        <ul class="spans" ref={removal.list}>
          {rowsWith(spans, removed).map(({ entry: span, index, removal: nth }) =>
            nth ? (
              <li key={`removed ${nth}`}>
                <RemovedLine
                  id="quiet-removed"
                  name={t({ key: 'quietTime', args: [index + 1] })}
                  t={t}
                  say={say}
                  onOver={removal.over}
                  onUndo={() => {
                    removal.undone();
                    keep(spans.toSpliced(index, 0, span));
                  }}
                />
              </li>
            ) : (
              // The length is part of the key: after adding or removing, an index may mean another entry, which
              // must not inherit its problem text.
              <li key={`${spans.length} ${index}`}>
                <QuietTime
                  span={span}
                  index={index}
                  locale={locale}
                  locked={locked}
                  t={t}
                  onChange={after => replace(index, after)}
                  onRemove={() => remove(index)}
                />
              </li>
            ),
          )}
        </ul>
      )}
      <p class="line">
        <button id="add-quiet" type="button" disabled={locked || isFull} onClick={() => add(ANOTHER)}>
          <Icon icon={addIcon} />
          {t('addQuietTime')}
        </button>
        {PRESETS.filter(({ span }) => !spans.some(it => isSame(it, span))).map(({ label, span }) => (
          <button key={label} type="button" disabled={locked || isFull} onClick={() => add(span)}>
            <Icon icon={addIcon} />
            {t(label)}
          </button>
        ))}
      </p>
      <PolicyNote name="quietHours" {...group} />
    </fieldset>
  );
}

function isSame(a: QuietSpan, b: QuietSpan): boolean {
  return (
    a.from === b.from && a.to === b.to && DAYS.every(day => a.days.includes(day) === b.days.includes(day))
  );
}

interface Outlook {
  isQuiet: boolean;
  /** Whether it would be quiet, had the user not ended it. */
  isEnded?: true;
  words: MessageKey | Text;
}

function outlookOf(settings: Settings, quietEndedUntil: number, now: number): Outlook {
  const { quietHours } = settings;
  const ended = endedQuietOf({ settings, snoozedUntil: 0, quietEndedUntil }, now);
  if (ended !== undefined)
    return { isEnded: true, isQuiet: false, words: { key: 'quietHoursOff', args: [{ time: ended }] } };
  const isQuiet = isQuietHour(quietHours, now);
  const time = nextQuietChange(quietHours, now);
  if (time !== undefined)
    return { isQuiet, words: { key: isQuiet ? 'quietNowUntil' : 'quietNextFrom', args: [{ time }] } };
  if (!isQuiet) return { isQuiet, words: 'noQuietHours' };
  return { isQuiet, words: hasVipRules(settings) ? 'quietHelpVips' : 'quietForEver' };
}
