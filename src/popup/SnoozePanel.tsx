import { SNOOZE_LABELS, SNOOZES, type Snooze } from '../core/settings/snooze';
import type { Translate } from '../core/text/text';
import { Panel } from './Panel';

interface Props {
  isSnoozed: boolean;
  t: Translate;
  onChoose(choice: Snooze | 'end'): void;
}

export function SnoozePanel({ isSnoozed, t, onChoose }: Props) {
  return (
    <Panel id="snooze" title={t('snoozeFor')}>
      <div class="choices">
        {SNOOZES.map(choice => (
          <button key={choice} type="button" onClick={() => onChoose(choice)}>
            {t(SNOOZE_LABELS[choice])}
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
