import type { VisitProblem, WindowEnd } from '../core/account/web-auth';

/** Opens a provider's page in the browser's sign-in window, which closes at the redirect address. */
export interface VisitEffects {
  redirectUri(): string;
  openWindow(url: string): Promise<WindowEnd>;
  /** Stores the problem for the popup and settings page; undefined clears it. */
  noteVisit(accountId: string, problem: VisitProblem | undefined): Promise<void>;
}

/** Clears the account's last problem, runs `make` and stores its problem. Never rejects because of `make`. */
export async function visit(
  accountId: string,
  effects: VisitEffects,
  make: (redirectUri: string) => Promise<VisitProblem | undefined>,
): Promise<VisitProblem | undefined> {
  await effects.noteVisit(accountId, undefined);
  const problem = await make(effects.redirectUri()).catch((): VisitProblem => ({ kind: 'not-saved' }));
  if (problem) await effects.noteVisit(accountId, problem);
  return problem;
}
