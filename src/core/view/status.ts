import type { Account } from '../account/account';
import { pausedText } from '../account/pause';
import { shownFailure } from '../mailbox/failing';
import { failureHeadline } from '../mailbox/failure-table';
import { quietOf, quietText } from '../settings/quiet';
import type { Text } from '../text/text';
import { totalCountsText, withheldHelp } from './counts';
import { refusalsText } from './refusals';
import { isAllWithheld, type State, withoutPaused } from './state';

/** For the popup's live region: the counts, then anything unusual. `now` is ms since 1970. */
export function statusTexts(state: State, now: number): [Text, ...Text[]] {
  const quiet = quietOf(state, now);
  const active = withoutPaused(state, now);
  return [
    active.accounts.length > 0 ? totalCountsText(active) : nothingActive(state.accounts),
    ...(quiet ? [quietText(quiet)] : []),
    ...(state.storageFull ? [{ key: 'storageFull' } as const] : []),
    ...problems(active),
  ];
}

function nothingActive([first, ...others]: readonly Account[]): Text {
  if (!first) return { key: 'titleNoAccount' };
  return others.length > 0 ? { key: 'paused' } : pausedText(first);
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
