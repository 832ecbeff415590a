import type { VisitProblem, WindowEnd } from '../core/account/web-auth';

/** A provider's page in the browser's own window, which closes by itself at the extension's redirect address. */
export interface VisitEffects {
  redirectUri(): string;
  /** Ends when the window has. */
  openWindow(url: string): Promise<WindowEnd>;
  /** Notes what popup and settings are to say of an account's latest visit; nothing where all went well. */
  noteVisit(accountId: string, problem: VisitProblem | undefined): Promise<void>;
}

/** Makes a visit, and notes what came of it. */
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
