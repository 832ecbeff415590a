import { privacyUrl, type VisitProblem } from '../core/account/web-auth';
import type { Mailbox } from '../core/mailbox/mailbox';
import { privacyPageOf } from '../core/view/state';
import { type VisitEffects, visit } from './visit';

export interface PrivacyVisitEffects extends VisitEffects {
  findMailbox(accountId: string): Promise<Mailbox | undefined>;
  checkNow(accountId: string): Promise<void>;
}

/** Opens the page where the user chooses what Facteur may read, then checks the account at once. */
export function visitPrivacyPage(
  accountId: string,
  effects: PrivacyVisitEffects,
): Promise<VisitProblem | undefined> {
  return visit(accountId, effects, async redirectUri => {
    const mailbox = await effects.findMailbox(accountId);
    const page = mailbox && privacyPageOf(mailbox);
    if (!page) return { kind: 'privacy-unreachable' };
    const end = await effects.openWindow(privacyUrl(page, redirectUri));
    // Check even if the user closed the window: they may have changed the choice before.
    await effects.checkNow(accountId);
    return end.kind === 'unreachable' ? { kind: 'privacy-unreachable' } : undefined;
  });
}
