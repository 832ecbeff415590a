import { DEMO_USER } from '../../access/accounts';
import type { Gateway } from '../../access/gateway';
import type { Call } from '../../http/http';
import { type GatewayMailbox, isAboutPassword, MailboxError } from '../../mailbox/mailbox';
import type { SignedIn } from './finish';
import type { Obstacle } from './form';
import { tryPassword } from './try-password';

/** To a mailbox that the gateway's operator has set up. */
export async function signInToSetUp(
  user: string,
  password: string,
  call: Call,
  gateway: Gateway,
): Promise<SignedIn | Obstacle | MailboxError> {
  const tried = await tryPassword(user, { user }, call, gateway, async begun => {
    const isAdmitted = gateway.accounts.admits(user, password);
    const refusal = isAdmitted ? undefined : await refusalOf(gateway, user, password);
    if (refusal === undefined) await begun.succeeded();
    return { refusal };
  });
  if ('kind' in tried) return tried;
  return tried.refusal ?? openSetUp(user, call, gateway);
}

/** For a user who may sign in. Returns the error of a mail server that refuses the gateway. */
export async function openSetUp(
  user: string,
  { client }: Call,
  { accounts, log }: Gateway,
): Promise<SignedIn | MailboxError> {
  const mailbox = accounts.mailboxOf(user, undefined, client);
  const problem = await findProblem(mailbox);
  if (problem === undefined)
    return { user, name: user === DEMO_USER ? 'Demo' : user, webmail: mailbox?.webmail };
  log.warn(`sign-in: not done, as the mail server refuses the gateway (${problem.trouble})`);
  return problem;
}

/** Tries a password that isn't the known one at the mail server. `undefined` if the server accepts it. */
async function refusalOf(
  { accounts, log }: Gateway,
  user: string,
  password: string,
): Promise<Obstacle | MailboxError | undefined> {
  try {
    const trial = await accounts.tryNew(user, password);
    if (trial === 'accepted') return undefined;
    log.warn('sign-in: refused');
    return trial === 'needless' ? { kind: 'wrong' } : { kind: 'wait', seconds: trial.wait };
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    log.warn(`sign-in: refused by the mail server (${error.trouble})`);
    return isAboutPassword(error.trouble) ? { kind: 'wrong', said: error.details.said } : error;
  }
}

/** Whether the mail server refuses the gateway, after a new try. Other errors are temporary. */
async function findProblem(mailbox: GatewayMailbox | undefined): Promise<MailboxError | undefined> {
  try {
    await mailbox?.retry?.();
    await mailbox?.counts();
    return undefined;
  } catch (error) {
    if (!(error instanceof MailboxError)) return undefined;
    return isAboutPassword(error.trouble) || error.trouble === 'noPassword' ? error : undefined;
  }
}
