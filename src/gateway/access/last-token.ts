import { codeOf } from '../shared/error-code';
import type { Gateway } from './gateway';

/**
 * For a user whose last token has ended: closes the mailboxes of its own and forgets the grants, which nothing opens any
 * more. What can't be stored is logged.
 */
export async function closeUser(
  user: string,
  { own, oauth, log }: Pick<Gateway, 'own' | 'oauth' | 'log'>,
): Promise<void> {
  await own?.mailboxes.close(user);
  await oauth?.grants
    .forget(user)
    .catch(error => log.error(`sign-out: a sign-in at a provider is not forgotten (${codeOf(error)})`));
}
