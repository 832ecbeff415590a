import { DEMO_PASSWORD, DEMO_USER } from '../../access/accounts';
import type { Gateway } from '../../access/gateway';
import { secretOf } from '../../access/own-mailboxes';
import { admitsOwn, type OwnAccess } from '../../access/own-sign-in';
import { canonicalName, lowerCase } from '../../finding/mail-address';
import type { Call, Reply } from '../../http/http';
import { isAboutPassword, MailboxError } from '../../mailbox/mailbox';
import { about } from '../../shared/log';
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
  const name = canonicalName(typed);
  const setUp = gateway.accounts.setUpUser(name);
  const own = setUp === undefined ? gateway.own : undefined;
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
  const frontId = setUp && gateway.accounts.frontIdOf(setUp);
  const front = gateway.oauth?.providers.find(({ id }) => id === frontId);
  if (front !== undefined) {
    return toProviderPage(call, gateway, target, { provider: front, address: name, found: undefined });
  }
  const note = (outcome: 'refused' | 'wait' | 'failed', user: string) => {
    if (outcome === 'wait') gateway.log.warn('sign-in: has to wait');
    noteSignIn({ user, outcome, by: 'password' }, target, call, gateway);
  };
  const address = lowerCase(name);
  if (own === undefined && isFirstStep) return formPage(call, gateway, target, filled, { kind: 'next' });
  const result =
    own === undefined
      ? await signInToSetUp(setUp ?? name, form.get('password') ?? '', call, gateway)
      : await signInToOther(form, call, gateway, own);
  const outcome = outcomeOf(result);
  // Other texts may be a password in the wrong field.
  if (outcome !== undefined) note(outcome, setUp ?? (own && admitsOwn(own, address) ? address : ''));
  if (result instanceof MailboxError)
    return mailboxErrorPage(result, call.language, {
      isSetUp: true,
      inWindow: target.redirectUri !== undefined,
      signInAddress: addressOf(target),
    });
  return 'kind' in result ? page(result) : finish(result, target, call, gateway, { by: 'password' });
}

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

/** To a mailbox of the person's own. */
async function signInToOther(
  form: URLSearchParams,
  call: Call,
  gateway: Gateway,
  own: OwnAccess,
): Promise<SignedIn | Obstacle> {
  const result = await signInToOwn(form, call, gateway, own);
  if (result.kind === 'wait') return result;
  if (result.kind === 'stopped') {
    const { failure, form: filled } = result;
    const { address, user, problem } = filled;
    const domain = domainOf(address);
    // The operator may have forgotten it. Any other text may be a password in the wrong field.
    const isWithoutServer = problem === 'noServer' && own.domains.includes(domain);
    const reason = failure?.message ?? (isWithoutServer ? `noServer ${domain}` : problem);
    const log = failure ? about(lowerCase(address), gateway.log, { login: user }) : gateway.log;
    if (reason !== undefined) log.warn(`sign-in: not done (${reason})`);
    return { kind: 'own', form: filled, failure };
  }
  const { user, address, account } = result;
  return { user, name: address, webmail: account.webmail, secret: secretOf(account) };
}
