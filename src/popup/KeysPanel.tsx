import { mayDo } from '../core/mailbox/apply-outbox';
import type { MessageKey, Translate } from '../core/text/text';
import { ROW_ACTIONS } from '../core/view/actions';
import { Icon } from '../ui/Icon';
import { closeIcon } from '../ui/icons';
import { Panel } from './Panel';
import type { Row } from './rows';
import { WholeWords } from './WholeWords';

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
];

interface Props {
  hasWebmail: boolean;
  mayCheck: boolean;
  rows: readonly Row[];
  t: Translate;
  onClose(): void;
}

/** The keys that do something now. */
export function KeysPanel({ hasWebmail, mayCheck, rows, t, onClose }: Props) {
  const isPossible = (does: MessageKey): boolean => {
    const action = ROW_ACTIONS.find(it => it === does);
    if (action) return rows.some(({ mailbox, message }) => mayDo(mailbox, action, message));
    if (does === 'muteSender' || does === 'undo') return rows.length > 0;
    if (does === 'checkNow') return mayCheck;
    return does !== 'openWebmail' || hasWebmail;
  };
  const shown = KEYS.filter(([, does]) => isPossible(does));
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
            <dd>
              <WholeWords text={t(does)} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
