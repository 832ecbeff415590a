import { DEMO_PASSWORD, DEMO_USER } from '../../access/accounts';
import type { Attempt } from '../../access/attempts';
import type { Gateway } from '../../access/gateway';
import { secretOf } from '../../access/own-mailboxes';
import type { OwnAccess } from '../../access/own-sign-in';
import { type Call, type Reply, redirect } from '../../http/http';
import { type GatewayMailbox, isAboutPassword, MailboxError } from '../../mailbox/mailbox';
import { FACTEUR } from '../../services/service';
import { codeOf } from '../../shared/error-code';
import { errorPage, mailboxErrorPage } from '../error';
import { formPage, type Obstacle } from './form';
import { signInToOwn } from './own';
import { addressOf, partsOf, readTarget, returnTo, type SignInTarget } from './target';
import { tokenPage } from './token-page';

/** Who has signed in, and how their account is called. */
interface SignedIn {
  readonly user: string;
  readonly name: string;
  readonly webmail: string | undefined;
  /** What the token keeps, sealed. */
  readonly secret?: string | undefined;
}

/** `/sign-in?service=…&redirect_uri=…&state=…`: shows the form. With `demo`, for the demo mailbox. */
export async function signInPage(call: Call, gateway: Gateway): Promise<Reply> {
  const target = await readTarget(call.query, gateway);
  if (typeof target === 'string') return errorPage(target, call.language, target === 'unpinned');
  const isDemo = target.isDemo || gateway.accounts.hasOnlyDemo;
  return formPage(call, gateway, target, {
    user: isDemo ? DEMO_USER : '',
    password: isDemo ? DEMO_PASSWORD : '',
  });
}

/** Handles the posted form: leads to the extension with a token, or to `next`, or shows the token. */
export async function signIn(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const target = await readTarget(form, gateway);
  if (typeof target === 'string') return errorPage(target, call.language, target === 'unpinned');
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'sign-in', ...partsOf(target))) {
    return errorPage('oldForm', call.language, target.redirectUri !== undefined);
  }
  const typed = (form.get('user') ?? '').trim();
  const setUp = gateway.accounts.setUpUser(typed);
  const user = setUp ?? typed;
  const attempt = {
    user,
    network: call.network,
    knownBrowser: gateway.knownBrowsers.identify(call.cookie, user.toLowerCase()),
    isRelayed: setUp === undefined && gateway.own !== undefined,
  };
  // Don't await between asking for the wait and counting the result: another attempt could get in between.
  const wait = gateway.attempts.secondsToWait(attempt);
  if (wait > 0) {
    gateway.log.warn('sign-in: has to wait');
    return formPage(call, gateway, target, { user: typed, password: '' }, { kind: 'wait', seconds: wait });
  }
  const result =
    gateway.own === undefined || setUp !== undefined
      ? await signInToSetUp(user, form.get('password') ?? '', attempt, gateway)
      : await signInToOther(form, attempt, call, gateway, gateway.own);
  if (result instanceof MailboxError)
    return mailboxErrorPage(result, call.language, target.redirectUri !== undefined, addressOf(target));
  if ('kind' in result) return formPage(call, gateway, target, { user: typed, password: '' }, result);
  gateway.attempts.succeeded(attempt);
  return finish(result, attempt, target, call, gateway);
}

/** To a mailbox that the gateway's operator has set up. */
async function signInToSetUp(
  user: string,
  password: string,
  attempt: Attempt,
  gateway: Gateway,
): Promise<SignedIn | Obstacle | MailboxError> {
  if (!gateway.accounts.admits(user, password)) {
    gateway.attempts.failed(attempt);
    const refusal = await refusalOf(gateway, user, password);
    if (refusal !== undefined) return refusal;
  }
  const mailbox = gateway.accounts.mailboxOf(user);
  const problem = await findProblem(mailbox);
  if (problem === undefined)
    return { user, name: user === DEMO_USER ? 'Demo' : user, webmail: mailbox?.webmail };
  gateway.log.warn(`sign-in: not done, as the mail server refuses the gateway (${problem.trouble})`);
  return problem;
}

/** To a mailbox of the person's own. */
async function signInToOther(
  form: URLSearchParams,
  attempt: Attempt,
  call: Call,
  gateway: Gateway,
  own: OwnAccess,
): Promise<SignedIn | Obstacle> {
  gateway.attempts.failed(attempt);
  const result = await signInToOwn(form, call, gateway, own);
  if (result.kind === 'signed-in' || !wasPasswordSent(result.failure)) gateway.attempts.untried(attempt);
  if (result.kind === 'stopped') {
    gateway.log.warn(`sign-in: not done (${result.failure?.message ?? result.form.problem})`);
    return { kind: 'own', form: result.form, failure: result.failure };
  }
  const { user, address, account } = result;
  return { user, name: address, webmail: account.webmail, secret: secretOf(account) };
}

/** Codes of connections that end before the sign-in. */
const BEFORE_SIGN_IN: readonly (string | undefined)[] = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'],
];

/** Whether the mail server may have counted a wrong password. */
function wasPasswordSent(failure: MailboxError | undefined): boolean {
  if (failure === undefined || failure.trouble === 'certificate' || failure.trouble === 'noPassword')
    return false;
  return !BEFORE_SIGN_IN.includes(failure.code);
}

async function finish(
  { user, name, webmail, secret }: SignedIn,
  { knownBrowser, user: attemptedAs }: Attempt,
  target: SignInTarget,
  call: Call,
  gateway: Gateway,
): Promise<Reply> {
  const now = gateway.now();
  const session = gateway.sessions.open(user, now);
  const cookies = [session.cookie];
  if (knownBrowser === undefined) cookies.push(gateway.knownBrowsers.remember(attemptedAs.toLowerCase()));
  const { service, redirectUri, state, next } = target;
  const then = redirectUri ? `back to ${service.name}` : (next && 'to a page') || 'token shown';
  gateway.log.info(`sign-in: done, ${then}`);
  if (redirectUri === undefined && next !== undefined) return redirect(next, cookies);
  const grant = { user, service: service.id, session: session.id, secret };
  const token = await gateway.tokens.issue(grant, now).catch(error => {
    gateway.log.error(`sign-in: the token can’t be stored (${codeOf(error)})`);
    return undefined;
  });
  if (token === undefined) return errorPage('unstored', call.language, redirectUri !== undefined);
  if (redirectUri === undefined) return tokenPage(call, gateway, token, cookies);
  // Only the user's own extension is told whose mailbox it is.
  const about = service === FACTEUR ? { mailbox: name, ...(webmail !== undefined && { webmail }) } : {};
  return redirect(returnTo(redirectUri, { token, ...about }, state), cookies);
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
