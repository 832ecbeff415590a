import type { MailboxSetup } from '../config/mailboxes';
import { checkImap, isProblem } from '../mailbox/imap/check-imap';
import { checkText } from './check-text';

/** Prints each result, without mail content or secrets. Returns whether all mailboxes work. */
export async function checkMailboxes(
  mailboxes: readonly MailboxSetup[],
  print: (line: string) => void,
): Promise<boolean> {
  let allWork = true;
  for (const { name, account, signIn, hint } of mailboxes) {
    print(name);
    let works = true;
    for await (const result of checkImap(account)) {
      const isFine = !isProblem(result);
      works &&= isFine;
      print(`  ${isFine ? '✓' : '✗'} ${checkText(result, account, hint)}`);
    }
    if (works) print(`  ✓ in the browser, sign in as ${signIn.user}`);
    allWork &&= works;
  }
  print('');
  print(allWork ? 'Everything works.' : 'Something doesn’t work: see the lines with ✗.');
  return allWork;
}
