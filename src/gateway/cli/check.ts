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
    const advice =
      'oauth' in setup.account.login ? `To sign in, run ${signInCommand(name, configPath)}` : hint;
    print(name);
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
