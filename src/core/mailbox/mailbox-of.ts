import type { Account } from '../account/account';
import { withoutOutbox } from './apply-results';
import { type Announced, type Mailbox, UNKNOWN_MAILBOX } from './mailbox';
import { NEVER_CHECKED } from './schedule';

/**
 * Empties the mailbox of another API address and after sign-out. A new revision clears failure, timing and outbox: another
 * user may have signed in, and the same ids may be other mails in that mailbox. The list takes no actions until the first
 * answer.
 */
export function mailboxOf(account: Account, stored: Mailbox | undefined): Mailbox {
  const { endpoint, revision, token } = account;
  if (stored?.endpoint !== endpoint || (!token && stored.checkedAt > 0))
    return { ...UNKNOWN_MAILBOX, endpoint, revision, announced: (stored?.announced ?? []).map(forgotten) };
  const same = forFolders(stored, account.folders);
  if (same.revision === revision) return same;
  const {
    failure: _failure,
    failing: _failing,
    toldOfStop: _told,
    retryAt: _retryAt,
    notBefore: _notBefore,
    actions: _actions,
    ...known
  } = withoutOutbox(same);
  const pending = { ...known.pending, stop: false };
  return { ...known, ...NEVER_CHECKED, pending, digest: '', revision };
}

/**
 * Mail of folders that weren't watched before isn't new, so the next list counts as the first. Until then, nothing can be
 * done with the former list.
 */
function forFolders(stored: Mailbox, folders: readonly string[]): Mailbox {
  const { askedFolders = [], known: _known, actions: _actions, ...rest } = stored;
  if (JSON.stringify(askedFolders) === JSON.stringify(folders)) return stored;
  return { ...rest, askedFolders: [...folders], digest: '' };
}

/** Keeps only the id, so that the notification can be closed if it is still shown. */
function forgotten({ id, about }: Announced): Announced {
  return { id, about, title: '', message: '', messageIds: [] };
}
