import { useState } from 'preact/hooks';
import { clockOf, ownSnoozeEnd, SNOOZE_LABELS, SNOOZES, snoozeEnd } from '../core/settings/snooze';
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
      <OwnEnd now={now} t={t} onChoose={until => onChoose({ until })} />
      {isSnoozed && (
        <button type="button" class="end-snooze" onClick={() => onChoose('end')}>
          {t('endSnooze')}
        </button>
      )}
    </Panel>
  );
}

interface OwnEndProps {
  now: number;
  t: Translate;
  onChoose(until: number): void;
}

/** How far ahead the field begins, in ms. */
const AHEAD = 2 * 60 * 60_000;

/** A field for the time when the snooze ends: the next such time on the clock, so at most a day away. */
function OwnEnd({ now, t, onChoose }: OwnEndProps) {
  const [clock, setClock] = useState(() => clockOf(now + AHEAD));
  const until = ownSnoozeEnd(clock, now);
  return (
    <form
      class="own-end"
      onSubmit={event => {
        event.preventDefault();
        if (until !== undefined) onChoose(until);
      }}
    >
      <label for="own-end">{t('anotherTime')}</label>
      <input
        id="own-end"
        type="time"
        required
        value={clock}
        onInput={({ currentTarget }) => setClock(currentTarget.value)}
      />
      <button type="submit" disabled={until === undefined}>
        {until === undefined ? t('snooze') : t({ key: 'snoozeUntilTime', args: [{ time: until }] })}
      </button>
    </form>
  );
}
