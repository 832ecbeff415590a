import { DEMO_PASSWORD, DEMO_USER } from '../gateway/access/accounts';
import { createDemoMailbox } from '../gateway/mailbox/demo/demo-mailbox';
import type { Mailbox } from '../gateway/mailbox/mailbox';

/** Whose mail the trial shows. */
export interface MailSource {
  /** What the account is called in the extension. */
  readonly name: string;
  readonly mailbox: Mailbox;
  /** Whom the gateway lets see it. */
  readonly signIn: { readonly user: string; readonly password: string };
  /** Calls the listener after each delivery; absent where nobody can tell. */
  onDelivery?(listener: () => void): void;
}

/** @param deliverEvery ms between two new e-mails; 0 for a mailbox that keeps still */
export function openDemo(deliverEvery: number): MailSource {
  const mailbox = createDemoMailbox({ deliverEveryMs: deliverEvery });
  return {
    name: 'Demo',
    mailbox,
    signIn: { user: DEMO_USER, password: DEMO_PASSWORD },
    onDelivery: listener => void mailbox.onDelivery(listener),
  };
}
