import { shownFailure } from '../mailbox/failing';
import { failureHeadline } from '../mailbox/failure-table';
import { quietOf, quietText } from '../settings/quiet';
import type { Text } from '../text/text';
import { totalCountsText, withheldHelp } from './counts';
import { isAllWithheld, type State } from './state';

/**
 * What the popup tells those who don't see it, whenever it changes: the counts, then whatever else is out of the
 * ordinary, in a few words each.
 * @param now ms since 1970
 */
export function statusTexts(state: State, now: number): [Text, ...Text[]] {
  const quiet = quietOf(state, now);
  return [
    totalCountsText(state),
    ...(quiet ? [quietText(quiet)] : []),
    ...(state.storageFull ? [{ key: 'storageFull' } as const] : []),
    ...problems(state),
  ];
}

function problems({ accounts, mailboxes, settings }: State): Text[] {
  return accounts.flatMap(account => {
    const mailbox = mailboxes[account.id];
    if (!mailbox) return [];
    const failure = shownFailure(mailbox);
    const problem = failure
      ? failureHeadline(failure, account)
      : isAllWithheld(mailbox, settings) && ({ key: withheldHelp(mailbox) } as const);
    if (!problem) return [];
    return accounts.length > 1 ? { key: 'titleAccount', args: [account.name, problem] } : problem;
  });
}
