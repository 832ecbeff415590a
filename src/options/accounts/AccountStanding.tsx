import type { Account } from '../../core/account/account';
import { isPaused, pausedText } from '../../core/account/pause';
import { shownFailure } from '../../core/mailbox/failing';
import type { ShownFailure } from '../../core/mailbox/failure';
import { failureHeadline, failureHelp } from '../../core/mailbox/failure-table';
import { isUnchecked, type Mailbox } from '../../core/mailbox/mailbox';
import type { Settings } from '../../core/settings/settings';
import { checkedText } from '../../core/text/friendly-date';
import type { Translate } from '../../core/text/text';
import { countsText } from '../../core/view/counts';
import { type Standing, standingOf, unreadEmails } from '../../core/view/state';
import { Icon } from '../../ui/Icon';
import { attentionIcon, type IconDrawing, pauseIcon, tickIcon, waitIcon, warningIcon } from '../../ui/icons';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  settings: Settings;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
}

const ICONS: Readonly<Record<Standing, IconDrawing>> = {
  fine: tickIcon,
  waiting: waitIcon,
  failing: warningIcon,
  'needs-you': attentionIcon,
};

export function AccountStanding({ account, mailbox, settings, now, locale, t }: Props) {
  const standing = standingOf(mailbox, settings);
  if (isPaused(account, now))
    return (
      <p class="standing quieted">
        <Icon icon={pauseIcon} />
        <span>{t(pausedText(account))}</span>
      </p>
    );
  return (
    <p class={`standing ${standing}`}>
      <Icon icon={ICONS[standing]} />
      <span>{standingText(account, mailbox, settings, now, locale, t)}</span>
    </p>
  );
}

export function failureText(account: Account, failure: ShownFailure, t: Translate): string {
  return `${t(failureHeadline(failure, account))} ${t(failureHelp(failure, account))}`;
}

function standingText(
  account: Account,
  mailbox: Mailbox | undefined,
  settings: Settings,
  now: number,
  locale: string,
  t: Translate,
): string {
  if (!mailbox || isUnchecked(mailbox)) return t('firstCheck');
  const failure = shownFailure(mailbox);
  if (failure) return failureText(account, failure, t);
  return `${t(countsText(unreadEmails(mailbox, settings), mailbox.sms))} · ${t(checkedText(mailbox.checkedAt, now, locale))}`;
}
