import { useRef } from 'preact/hooks';
import { isSnoozed, SNOOZE_LABELS, SNOOZES, type Snooze, snoozeEnd } from '../../core/settings/snooze';
import type { Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { quietIcon } from '../../ui/icons';

export interface SnoozeProps {
  /** ms since 1970 */
  now: number;
  /** ms since 1970; 0 without a snooze. */
  snoozedUntil: number;
  t: Translate;
  onSnooze(snooze: Snooze): Promise<void>;
  onEnd(): Promise<void>;
}

/** Starts or ends a snooze; each choice shows its end time. */
export function SnoozeChoice({ now, snoozedUntil, t, onSnooze, onEnd }: SnoozeProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  // The pressed button disappears: focus the first of the buttons that replace it.
  const andFocus = (act: Promise<void>) =>
    void act.then(() => requestAnimationFrame(() => group.current?.querySelector('button')?.focus()));
  const snoozed = isSnoozed(snoozedUntil, now);
  return (
    <fieldset class="setting" ref={group}>
      <legend>{t('snooze')}</legend>
      {snoozed ? (
        <p class="line">
          <span class="standing quieted">
            <Icon icon={quietIcon} />
            {t({ key: 'snoozedUntil', args: [{ time: snoozedUntil }] })}
          </span>
          <button type="button" onClick={() => andFocus(onEnd())}>
            {t('endSnooze')}
          </button>
        </p>
      ) : (
        <div class="choices">
          {SNOOZES.map(snooze => (
            <button key={snooze} type="button" onClick={() => andFocus(onSnooze(snooze))}>
              {t(SNOOZE_LABELS[snooze])}
              <small>{t({ key: 'untilTime', args: [{ time: snoozeEnd(snooze, now) }] })}</small>
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
}
