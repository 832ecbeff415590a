import type { Setup } from '../config/load';
import type { MailboxSetup } from '../config/mailboxes';
import { checkImap, isProblem } from '../mailbox/imap/check-imap';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import { signInCommand } from '../run/sign-in-command';
import { checkText } from './check-text';

/** Prints each result, without mail content or secrets. Returns whether all mailboxes work. */
export async function checkMailboxes(
  { mailboxes, configPath }: Pick<Setup, 'mailboxes' | 'configPath'>,
  setUpAccount: (setup: MailboxSetup) => ImapAccount,
  print: (line: string) => void,
): Promise<boolean> {
  let allWork = true;
  for (const setup of mailboxes) {
    print(setup.name);
    const command = signInCommand(setup.name, configPath);
    const works = await checkMailbox(setup, setUpAccount(setup), command, print);
    allWork &&= works;
  }
  return allWork;
}

/** Prints each result. Returns whether the mailbox works. @param command what signs it in at its provider */
export async function checkMailbox(
  { signIn, hint, account: { login } }: MailboxSetup,
  account: ImapAccount,
  command: string,
  print: (line: string) => void,
): Promise<boolean> {
  if (await isSignedOut(account)) {
    print(`  ✗ nobody is signed in for this mailbox: run ${command}`);
    return false;
  }
  const advice = 'oauth' in login ? `To sign in again, run ${command}` : hint;
  let works = true;
  for await (const result of checkImap(account)) {
    const isFine = !isProblem(result);
    works &&= isFine;
    print(`  ${isFine ? '✓' : '✗'} ${checkText(result, account, advice)}`);
  }
  if (works) print(`  ✓ in the browser, sign in as ${signIn.user}`);
  return works;
}

/** Whether nobody has signed in at the mailbox’s provider yet, or the sign-in has ended. */
const isSignedOut = async ({ login }: ImapAccount) =>
  'tokens' in login &&
  login.tokens.version !== undefined &&
  (await login.tokens.version().catch(() => UNREADABLE)) === undefined;

/** The check of the mailbox tells it. */
const UNREADABLE = '';
