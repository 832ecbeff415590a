import { useState } from 'preact/hooks';
import { MOST_MINUTES, ownSnoozeEnd, SNOOZE_LABELS, SNOOZES, snoozeEnd } from '../core/settings/snooze';
import type { Translate } from '../core/text/text';
import { Panel } from './Panel';
import type { SnoozeChoice } from './props';

interface Props {
  isSnoozed: boolean;
  /** ms since 1970 */
  now: number;
  t: Translate;
  onChoose(choice: SnoozeChoice): void;
}

/** The lengths of a snooze, each with its end. */
export function SnoozePanel({ isSnoozed, now, t, onChoose }: Props) {
  return (
    <Panel id="snooze" title={t('snoozeFor')}>
      <div class="choices">
        {SNOOZES.map(choice => (
          <button key={choice} type="button" onClick={() => onChoose(choice)}>
            {t(SNOOZE_LABELS[choice])}{' '}
            <small>{t({ key: 'untilTime', args: [{ time: snoozeEnd(choice, now) }] })}</small>
          </button>
        ))}
      </div>
      <OwnLength now={now} t={t} onChoose={until => onChoose({ until })} />
      {isSnoozed && (
        <button type="button" class="end-snooze" onClick={() => onChoose('end')}>
          {t('endSnooze')}
        </button>
      )}
    </Panel>
  );
}

interface OwnLengthProps {
  /** ms since 1970 */
  now: number;
  t: Translate;
  onChoose(until: number): void;
}

/** A field for the length in minutes. */
function OwnLength({ now, t, onChoose }: OwnLengthProps) {
  const [minutes, setMinutes] = useState('90');
  const until = ownSnoozeEnd(minutes, now);
  return (
    <form
      class="own-length"
      onSubmit={event => {
        event.preventDefault();
        if (until !== undefined) onChoose(until);
      }}
    >
      <label for="own-length">{t('snoozeMinutes')}</label>
      <input
        id="own-length"
        type="number"
        min={1}
        max={MOST_MINUTES}
        required
        value={minutes}
        onInput={({ currentTarget }) => setMinutes(currentTarget.value)}
      />
      <button type="submit" disabled={until === undefined}>
        {t('snooze')}{' '}
        {until !== undefined && <small>{t({ key: 'untilTime', args: [{ time: until }] })}</small>}
      </button>
    </form>
  );
}
