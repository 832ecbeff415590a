import { DEMO_PASSWORD, DEMO_USER } from '../gateway/access/accounts';
import { createDemoMailbox } from '../gateway/mailbox/demo/demo-mailbox';
import type { GatewayMailbox } from '../gateway/mailbox/mailbox';

/** The mailbox that the launcher shows: the demo or the user's own. */
export interface MailSource {
  /** The account's name in the extension. */
  readonly name: string;
  readonly mailbox: GatewayMailbox;
  /** User name and password of the mailbox's account on the gateway. */
  readonly signIn: { readonly user: string; readonly password: string };
  /** Calls the listener after each delivery. Only the demo has it. */
  onDelivery?(listener: () => void): void;
}

/** @param deliverEvery ms between two new e-mails; 0: no new e-mails */
export function openDemo(deliverEvery: number): MailSource {
  const mailbox = createDemoMailbox({ deliverEveryMs: deliverEvery });
  return {
    name: 'Demo',
    mailbox,
    signIn: { user: DEMO_USER, password: DEMO_PASSWORD },
    onDelivery: listener => void mailbox.onDelivery(listener),
  };
}
