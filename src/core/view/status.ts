import { shownFailure } from '../mailbox/failing';
import { failureHeadline } from '../mailbox/failure-table';
import { quietOf, quietText } from '../settings/quiet';
import type { Text } from '../text/text';
import { totalCountsText, withheldHelp } from './counts';
import { refusalsText } from './refusals';
import { isAllWithheld, type State } from './state';

/** For the popup's live region: the counts, then anything unusual. `now` is ms since 1970. */
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
    const texts: Text[] = [problem || [], refusalsText(mailbox.refusals) ?? []].flat();
    return accounts.length > 1
      ? texts.map(text => ({ key: 'titleAccount', args: [account.name, text] }))
      : texts;
  });
}
