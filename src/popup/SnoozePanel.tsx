import { SNOOZES, type Snooze } from '../core/snooze';
import type { MessageKey, Translate } from '../core/text';
import { Panel } from './Panel';

const LABELS: Readonly<Record<Snooze, MessageKey>> = {
  'half-hour': 'snoozeHalfHour',
  hour: 'snoozeOneHour',
  'four-hours': 'snoozeFourHours',
  tomorrow: 'snoozeTomorrow',
};

interface Props {
  isSnoozed: boolean;
  t: Translate;
  onChoose(choice: Snooze | 'end'): void;
}

/** For how long Facteur is to keep quiet. */
export function SnoozePanel({ isSnoozed, t, onChoose }: Props) {
  return (
    <Panel id="snooze" title={t('snoozeFor')}>
      <div class="choices">
        {SNOOZES.map(choice => (
          <button key={choice} type="button" onClick={() => onChoose(choice)}>
            {t(LABELS[choice])}
          </button>
        ))}
        {isSnoozed && (
          <button type="button" onClick={() => onChoose('end')}>
            {t('endSnooze')}
          </button>
        )}
      </div>
    </Panel>
  );
}
