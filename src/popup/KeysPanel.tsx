import type { MessageKey, Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { closeIcon } from '../ui/icons';
import { Panel } from './Panel';

const KEYS: readonly (readonly [keys: readonly string[], does: MessageKey])[] = [
  [['↓', 'j'], 'keyNext'],
  [['↑', 'k'], 'keyPrevious'],
  [['Enter'], 'keyOpen'],
  [['e'], 'archive'],
  [['Shift', 'I'], 'markRead'],
  [['#'], 'delete'],
  [['m'], 'muteSender'],
  [['z'], 'undo'],
  [['r'], 'checkNow'],
  [['o'], 'openWebmail'],
  [['s'], 'snooze'],
  [[','], 'settings'],
  [['?'], 'keys'],
];

interface Props {
  /** What is possible now; keys for the rest are left out. */
  possible: { [Does in MessageKey]?: boolean };
  t: Translate;
  onClose(): void;
}

export function KeysPanel({ possible, t, onClose }: Props) {
  const shown = KEYS.filter(([, does]) => possible[does] !== false);
  return (
    <Panel id="keys" title={t('keys')}>
      <button type="button" class="quiet close" onClick={onClose}>
        <Icon icon={closeIcon} />
        <span class="visually-hidden">{t('close')}</span>
      </button>
      <dl>
        {shown.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
