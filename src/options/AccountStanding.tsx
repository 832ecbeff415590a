import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { shownFailure } from '../core/failing';
import type { ShownFailure } from '../core/failure';
import { failureHeadline, failureHelp } from '../core/failure-table';
import { checkedText } from '../core/friendly-date';
import { isUnchecked, type Mailbox } from '../core/mailbox';
import type { Settings } from '../core/settings';
import { type Standing, standingOf } from '../core/state';
import type { Translate } from '../core/text';
import { Icon, type IconName } from '../ui/Icon';

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

const ICONS: Readonly<Record<Standing, IconName>> = {
  fine: 'tick',
  waiting: 'wait',
  failing: 'warning',
  'needs-you': 'attention',
};

/** How an account stands, in words beside an icon. */
export function AccountStanding({ account, mailbox, settings, now, locale, t }: Props) {
  const standing = standingOf(mailbox, settings);
  return (
    <p class={`standing ${standing}`}>
      <Icon name={ICONS[standing]} />
      <span>{standingText(account, mailbox, now, locale, t)}</span>
    </p>
  );
}

/** What is wrong with an account, and what to do about it. */
export function failureText(account: Account, failure: ShownFailure, t: Translate): string {
  return `${t(failureHeadline(failure, account))} ${t(failureHelp(failure, account))}`;
}

function standingText(
  account: Account,
  mailbox: Mailbox | undefined,
  now: number,
  locale: string,
  t: Translate,
): string {
  if (!mailbox || isUnchecked(mailbox)) return t('firstCheck');
  const failure = shownFailure(mailbox);
  if (failure) return failureText(account, failure, t);
  return `${t(countsText(mailbox.unread, mailbox.sms))} · ${t(checkedText(mailbox.checkedAt, now, locale))}`;
}
