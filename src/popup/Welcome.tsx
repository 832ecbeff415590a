import type { State } from '../core/view/state';
import { Icon } from '../ui/Icon';
import { letterIcon } from '../ui/icons';
import type { PopupProps } from './props';

type Props = Pick<PopupProps, 't' | 'actions'> & Pick<State, 'policy'>;

export function Welcome({ policy, t, actions }: Props) {
  const mayAdd = !policy.locked.includes('accounts');
  return (
    <div class="empty">
      <Icon icon={letterIcon} />
      <h1>{t('firstRun')}</h1>
      <p>{t(mayAdd ? 'firstRunHelp' : 'noManagedAccounts')}</p>
      {mayAdd && (
        <button type="button" class="primary" onClick={() => actions.openSettings('new')}>
          {t('connectMail')}
        </button>
      )}
    </div>
  );
}
