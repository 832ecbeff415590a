import type { Gateway } from '../../access/gateway';
import { secretOf } from '../../access/own-mailboxes';
import { type OwnAccess, type OwnSignIn, ownUser } from '../../access/own-sign-in';
import { canonicalName } from '../../finding/mail-address';
import type { Call } from '../../http/http';
import { passwordOf } from '../../mailbox/imap/imap-server';
import type { OwnAccount } from '../../mailbox/imap/own-mailbox';
import { isAboutPassword, MailboxError } from '../../mailbox/mailbox';
import { codeOf } from '../../shared/error-code';
import { accountIn, type OwnForm, readOwnForm } from './own-form';
import { tryPassword, type Wait } from './try-password';

/** `stopped` without a problem and a failure: the password is still to be asked for, or the provider is next. */
export type OwnAttempt =
  | Wait
  | { readonly kind: 'stopped'; readonly form: OwnForm; readonly failure?: MailboxError }
  | {
      readonly kind: 'signed-in';
      readonly user: string;
      readonly address: string;
      readonly account: OwnAccount;
    };

/** Signs in at the mail server with what the form says, and opens the mailbox. */
export async function signInToOwn(
  posted: URLSearchParams,
  call: Call,
  gateway: Gateway,
  own: OwnAccess,
): Promise<OwnAttempt> {
  const form = await readOwnForm(posted, call, gateway, own);
  if ('kind' in form) return form;
  const isReady = form.problem === undefined && form.provider === undefined && form.kept.password !== '';
  const account = isReady ? accountIn(form) : undefined;
  if (account === undefined) return { kind: 'stopped', form };
  const { address, kept } = form;
  const user = ownUser(address, account, kept.found);
  // A mailbox may have several addresses: the mail server counts by its own name for it.
  const counted = { user: `${account.server.host} ${canonicalName(account.login.user)}`, isRelayed: true };
  return tryPassword<OwnAttempt>(user, counted, call, gateway, async begun => {
    try {
      await own.test(account, call.client);
    } catch (error) {
      if (!(error instanceof MailboxError)) throw error;
      if (!mayBeWrong(error)) await begun.untried();
      const isWrong = isAboutPassword(error.trouble);
      return { kind: 'stopped', form: isWrong ? askAgain(form) : form, failure: error };
    }
    await begun.succeeded();
    await endOldPasswords(user, account, call, gateway, own);
    own.mailboxes.open(user, account);
    return { kind: 'signed-in', user, address, account };
  });
}

/** Whether the mail server may have counted a wrong password: it got one, and has not accepted it. */
const mayBeWrong = ({ trouble, details }: MailboxError): boolean =>
  isAboutPassword(trouble) || details.hasBegun === true;

const askAgain = (form: OwnForm): OwnForm => ({ ...form, kept: { ...form.kept, password: '' } });

/**
 * A changed password ends the tokens and sessions of before. Another one may also be a second app password: then the
 * mail server accepts both.
 */
async function endOldPasswords(
  user: string,
  { login }: OwnAccount,
  { client }: Call,
  gateway: Gateway,
  own: OwnAccess,
): Promise<void> {
  const { audit, log } = gateway;
  const password = passwordOf(login);
  const others = own.mailboxes
    .accountsOf(user)
    .filter(it => ![undefined, password].includes(passwordOf(it.login)));
  for (const other of others) {
    const isRefused = await isRefusedBy(own, other, client);
    // Another sign-in may have ended it meanwhile.
    const isOpen = own.mailboxes.accountsOf(user).some(it => secretOf(it) === secretOf(other));
    if (!isRefused || !isOpen) continue;
    log.info('sign-in: the mailbox has a new password, so the user is signed out everywhere else');
    await own.mailboxes.close(user);
    audit({ event: 'revocation', user, by: 'new password' });
    await gateway.revoke(user).catch(error => log.error(`sign-in: not ended (${codeOf(error)})`));
    return;
  }
}

const isRefusedBy = (own: OwnSignIn, account: OwnAccount, client: string): Promise<boolean> =>
  own.test(account, client).then(
    () => false,
    error => error instanceof MailboxError && error.trouble === 'refused',
  );
