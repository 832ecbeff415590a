import { isPaused } from '../account/pause';
import { remedyFor } from '../mailbox/failure-table';
import type { State } from './state';

/**
 * Whether a check by hand can tell anything: not if every account is paused or waits for a sign-in or a permission,
 * both of which check by themselves once the user gives them.
 * @param now ms since 1970
 */
export function canCheck(
  { accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>,
  now: number,
): boolean {
  return accounts.some(account => {
    const failure = mailboxes[account.id]?.failure;
    const remedy = failure && remedyFor(failure, account);
    return (
      account.token !== '' && remedy !== 'sign-in' && remedy !== 'grant-permission' && !isPaused(account, now)
    );
  });
}
