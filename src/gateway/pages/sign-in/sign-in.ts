import { DEMO_PASSWORD, DEMO_USER } from '../../access/accounts';
import type { Begun } from '../../access/attempts';
import type { Gateway } from '../../access/gateway';
import { secretOf } from '../../access/own-mailboxes';
import type { OwnAccess } from '../../access/own-sign-in';
import { parseMailAddress } from '../../finding/mail-address';
import type { Call, Reply } from '../../http/http';
import { isAboutPassword, MailboxError } from '../../mailbox/mailbox';
import { errorPage, mailboxErrorPage } from '../error';
import { addressPage, asksAddressFirst, shortAddress } from './address-page';
import { domainOf } from './failure-text';
import { finish, type SignedIn } from './finish';
import { formPage, type Obstacle } from './form';
import { noteSignIn } from './note-sign-in';
import { signInToOwn } from './own';
import type { OwnForm } from './own-form';
import { openOffer } from './provider-flow';
import { providerPage, toProviderPage } from './provider-page';
import { signInToSetUp } from './set-up';
import { addressOf, partsOf, readTarget } from './target';

/**
 * `/sign-in?service=…&redirect_uri=…&state=…`: shows the form. With `demo`, for the demo mailbox. `address`: fills in this
 * one. `server`: asks for the mail server, too. `offer`: leads on to the provider.
 */
export async function signInPage(call: Call, gateway: Gateway): Promise<Reply> {
  const target = await readTarget(call.query, gateway);
  if (typeof target === 'string') return errorPage(target, call.language, target === 'unpinned');
  if (asksAddressFirst(gateway, target)) {
    const offer = openOffer(call.query.get('offer') ?? '', call, gateway, target);
    if (offer !== undefined) return providerPage(call, gateway, target, offer);
    const address = call.query.get('address') ?? '';
    return call.query.has('server') && gateway.own?.mayCorrect
      ? formPage(call, gateway, target, { user: shortAddress(address), password: '' }, { kind: 'server' })
      : addressPage(call, gateway, target, address);
  }
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
  const own = setUp === undefined ? gateway.own : undefined;
  const attempt = {
    user,
    network: call.network,
    knownBrowser: gateway.knownBrowsers.identify(call.cookie, user.toLowerCase()),
    isRelayed: own !== undefined,
  };
  const asksFirst = asksAddressFirst(gateway, target);
  const isFirstStep = asksFirst && !form.has('password');
  const filled = { user: typed, password: '' };
  const page = (obstacle: Obstacle) => {
    const sent = obstacle.kind === 'own' ? obstacle.form : undefined;
    if (sent?.provider !== undefined && sent.problem === undefined) {
      const { provider, address, kept } = sent;
      return toProviderPage(call, gateway, target, { provider, address, found: kept.found });
    }
    if (sent !== undefined && isNext(obstacle)) {
      return formPage(call, gateway, target, filled, { kind: 'next', form: sent });
    }
    const isUnknown = sent === undefined || sent.problem === 'noServer';
    return (isFirstStep && isUnknown) || (asksFirst && isAboutAddress(sent))
      ? addressPage(call, gateway, target, typed, obstacle)
      : formPage(call, gateway, target, filled, obstacle);
  };
  const front = gateway.oauth?.providers.find(({ id }) => id === gateway.accounts.frontIdOf(user));
  if (front !== undefined) {
    return toProviderPage(call, gateway, target, { provider: front, address: typed, found: undefined });
  }
  // A known browser's person isn't kept out by what strangers do.
  const isCounted = own !== undefined && attempt.knownBrowser === undefined;
  const lookUpWait = isCounted ? gateway.lookUps.take(call.network, gateway.now()) : 0;
  // Other texts may be a password in the wrong field.
  const somebody = setUp ?? (parseMailAddress(typed) === undefined ? '' : typed);
  const note = (outcome: 'refused' | 'wait' | 'failed') =>
    noteSignIn({ user: somebody, outcome, by: 'password' }, target, call, gateway);
  const waitFor = (seconds: number) => {
    note('wait');
    gateway.log.warn('sign-in: has to wait');
    return page({ kind: 'wait', seconds });
  };
  if (lookUpWait > 0) return waitFor(lookUpWait);
  if (own === undefined && isFirstStep) return formPage(call, gateway, target, filled, { kind: 'next' });
  const begun = isFirstStep ? UNCOUNTED : await gateway.attempts.begin(attempt);
  if (typeof begun === 'number') return waitFor(begun);
  const result =
    own === undefined
      ? await signInToSetUp(user, form.get('password') ?? '', call, gateway)
      : await signInToOther(form, begun, call, gateway, own);
  const outcome = outcomeOf(result);
  if (outcome !== undefined) note(outcome);
  if (result instanceof MailboxError)
    return mailboxErrorPage(result, call.language, {
      isSetUp: true,
      inWindow: target.redirectUri !== undefined,
      signInAddress: addressOf(target),
    });
  if ('kind' in result) return page(result);
  await begun.succeeded();
  const { knownBrowser } = attempt;
  const known = knownBrowser === undefined ? [gateway.knownBrowsers.remember(user.toLowerCase())] : [];
  return finish(result, target, call, gateway, { by: 'password', cookies: known });
}

/** The first step brings no password. */
const UNCOUNTED: Begun = { untried: async () => {}, succeeded: async () => {} };

/** Undefined: the sign-in is done, or goes on. */
function outcomeOf(result: SignedIn | Obstacle | MailboxError): 'refused' | 'wait' | 'failed' | undefined {
  if (result instanceof MailboxError) return 'failed';
  if (!('kind' in result)) return undefined;
  if (result.kind === 'wait') return 'wait';
  if (result.kind === 'wrong') return 'refused';
  const { failure } = result;
  return failure && (isAboutPassword(failure.trouble) ? 'refused' : 'failed');
}

/** Whether nothing is wrong: only the password is missing. */
const isNext = (obstacle: Obstacle): boolean =>
  obstacle.kind === 'own' && obstacle.failure === undefined && obstacle.form.problem === undefined;

/** Whether only another address helps here. */
function isAboutAddress(form: OwnForm | undefined): boolean {
  if (form === undefined) return false;
  const { provider, problem, kept } = form;
  if (problem === 'takesNoPasswords') return kept.found?.by === 'provider';
  return provider !== undefined || problem === 'badAddress' || problem === 'foreignDomain';
}

/** Problems of an address's domain, which the operator may have forgotten in the config file. */
const ABOUT_DOMAIN: readonly (string | undefined)[] = ['foreignDomain', 'noServer'];

/** To a mailbox of the person's own. */
async function signInToOther(
  form: URLSearchParams,
  begun: Begun,
  call: Call,
  gateway: Gateway,
  own: OwnAccess,
): Promise<SignedIn | Obstacle> {
  const result = await signInToOwn(form, call, gateway, own);
  if (result.kind === 'stopped') {
    const { failure, form: filled } = result;
    if (!wasPasswordSent(failure)) await begun.untried();
    const domain = ABOUT_DOMAIN.includes(filled.problem) ? ` ${domainOf(filled.address)}` : '';
    const reason = failure?.message ?? filled.problem;
    if (reason !== undefined) gateway.log.warn(`sign-in: not done (${reason}${domain})`);
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
