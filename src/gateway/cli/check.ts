import type { Setup } from '../config/load';
import type { MailboxSetup } from '../config/mailboxes';
import { checkImap, isProblem } from '../mailbox/imap/check-imap';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import { checkText } from './check-text';
import { signInCommand } from './sign-in-command';

/** Prints each result, without mail content or secrets. Returns whether all mailboxes work. */
export async function checkMailboxes(
  { mailboxes, configPath }: Pick<Setup, 'mailboxes' | 'configPath'>,
  setUpAccount: (setup: MailboxSetup) => ImapAccount,
  print: (line: string) => void,
): Promise<boolean> {
  let allWork = true;
  for (const setup of mailboxes) {
    const { name, signIn, hint } = setup;
    const account = setUpAccount(setup);
    const command = signInCommand(name, configPath);
    print(name);
    if (await isSignedOut(account)) {
      print(`  ✗ nobody is signed in for this mailbox: run ${command}`);
      allWork = false;
      continue;
    }
    const advice = 'oauth' in setup.account.login ? `To sign in again, run ${command}` : hint;
    let works = true;
    for await (const result of checkImap(account)) {
      const isFine = !isProblem(result);
      works &&= isFine;
      print(`  ${isFine ? '✓' : '✗'} ${checkText(result, account, advice)}`);
    }
    if (works) print(`  ✓ in the browser, sign in as ${signIn.user}`);
    allWork &&= works;
  }
  print('');
  print(allWork ? 'Everything works.' : 'Something doesn’t work: see the lines with ✗.');
  return allWork;
}

/** Whether nobody has signed in at the mailbox’s provider yet, or the sign-in has ended. */
const isSignedOut = async ({ login }: ImapAccount) =>
  'tokens' in login && login.tokens.version !== undefined && (await login.tokens.version()) === undefined;
