import type { Account } from '../core/account/account';
import { pausedText } from '../core/account/pause';
import type { Translate } from '../core/text/text';
import { pauseIcon } from '../ui/icons';
import { ProblemBox } from './ProblemBox';
import type { PopupActions } from './props';

interface Props {
  account: Account;
  t: Translate;
  actions: Pick<PopupActions, 'resume'>;
}

/** Shown in place of a paused account's mail. */
export function PausedNote({ account, t, actions }: Props) {
  return (
    <ProblemBox look="failing" icon={pauseIcon} headline={t(pausedText(account))}>
      <p>{t('pausedHelp')}</p>
      <button type="button" onClick={() => actions.resume(account.id)}>
        {t('resume')}
      </button>
    </ProblemBox>
  );
}
