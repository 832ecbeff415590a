import { privacyUrl, type VisitProblem } from '../core/account/web-auth';
import type { Mailbox } from '../core/mailbox/mailbox';
import { privacyPageOf } from '../core/view/state';
import { type VisitEffects, visit } from './visit';

export interface PrivacyVisitEffects extends VisitEffects {
  findMailbox(accountId: string): Promise<Mailbox | undefined>;
  /** Ends when the account has been checked. */
  checkNow(accountId: string): Promise<void>;
}

/** Lets the user choose on the provider's privacy page what Facteur may see, and checks at once what that came to. */
export function visitPrivacyPage(
  accountId: string,
  effects: PrivacyVisitEffects,
): Promise<VisitProblem | undefined> {
  return visit(accountId, effects, async redirectUri => {
    const mailbox = await effects.findMailbox(accountId);
    const page = mailbox && privacyPageOf(mailbox);
    if (!page) return { kind: 'privacy-unreachable' };
    const end = await effects.openWindow(privacyUrl(page, redirectUri));
    // Whoever closes the window may have chosen before.
    await effects.checkNow(accountId);
    return end.kind === 'unreachable' ? { kind: 'privacy-unreachable' } : undefined;
  });
}
