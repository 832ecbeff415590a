import { FORM_LIFETIME } from '../../access/form-secrets';
import type { Gateway } from '../../access/gateway';
import { secretOf } from '../../access/own-mailboxes';
import { admitsOwn, type OwnAccess, ownUser } from '../../access/own-sign-in';
import { isSameAddress, lowerCase } from '../../finding/mail-address';
import type { Call, Reply } from '../../http/http';
import type { OwnAccount } from '../../mailbox/imap/own-mailbox';
import { MailboxError } from '../../mailbox/mailbox';
import type { OAuthAccess } from '../../oauth/oauth-access';
import { NO_ADDRESS, OAuthError, type SignedInPerson } from '../../oauth/oauth-client';
import { redirectAddress } from '../../oauth/redirect-address';
import { codeOf } from '../../shared/error-code';
import { about } from '../../shared/log';
import { StoreAway } from '../../shared/records';
import { errorPage, mailboxErrorPage } from '../error';
import { finish, type SignedIn } from './finish';
import { logShortLived, logTrouble } from './log-trouble';
import { noteSignIn } from './note-sign-in';
import { mailSideOf, providerAt } from './own-form';
import type { ProviderFailure } from './provider-failure';
import { endFlow, type Offer, readFlow } from './provider-flow';
import { providerPage } from './provider-page';
import { openSetUp } from './set-up';
import { addressOf, readTarget } from './target';

/** `/sign-in/callback/<provider>?code=…&state=…`, to which it leads back: signs its person in. The address is untrusted. */
export async function finishAtProvider(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const { language } = call;
  const { oauth, log } = gateway;
  // Neither a prefetch nor a check of the link ends the sign-in.
  if (call.method !== 'GET' || call.prefetch) return { status: 204 };
  const flow = readFlow(id, call, gateway);
  const isFirst = flow !== undefined && (await isFirstAnswer(flow.check.state, gateway));
  if (isFirst === undefined) return errorPage('away', language, flow?.target.redirect_uri !== undefined);
  if (oauth === undefined || flow === undefined || !isFirst) {
    log.warn(
      'sign-in: refused an answer that this browser has not asked for, has had, or asked too long ago',
    );
    return errorPage('strayAnswer', language, false, { signIn: '/sign-in' });
  }
  const ended = [endFlow(gateway)];
  const target = await readTarget(new URLSearchParams(flow.target), gateway);
  if (typeof target === 'string') return errorPage(target, language, target === 'unpinned');
  const { offer, check } = flow;
  const { provider } = offer;
  const inWindow = target.redirectUri !== undefined;
  const user = gateway.accounts.setUpUser(offer.address) ?? lowerCase(offer.address);
  const note = (outcome: 'refused' | 'failed') =>
    noteSignIn({ user, outcome, by: provider.id }, target, call, gateway);
  const failed = (failure: ProviderFailure) => {
    note(REFUSED.includes(failure.kind) ? 'refused' : 'failed');
    return providerPage(call, gateway, target, offer, failure, ended);
  };
  const stray = () => ({
    ...errorPage('strayAnswer', language, inWindow, { signIn: addressOf(target) }),
    cookies: ended,
  });
  let person: SignedInPerson;
  try {
    const answer = new URL(`${redirectAddress(gateway, provider)}?${call.query}`);
    person = await oauth.clientOf(provider).finish(answer, check);
  } catch (error) {
    const kind = logTrouble(error, provider.id, log);
    if (error instanceof OAuthError && error.code === NO_ADDRESS) return failed({ kind: 'noAddress' });
    return kind === 'forged' || kind === 'withdrawn' ? stray() : failed({ kind });
  }
  const result = await admit(person, offer, call, gateway, oauth);
  if (result instanceof MailboxError) {
    note('failed');
    const page = mailboxErrorPage(result, language, {
      isSetUp: true,
      inWindow,
      signInAddress: addressOf(target),
    });
    return { ...page, cookies: ended };
  }
  if (result === 'unstored') {
    note('failed');
    return { ...errorPage('unstored', language, inWindow), cookies: ended };
  }
  if (result === 'foreign') {
    log.warn(`sign-in: refused, as this address’s person doesn’t sign in at ${provider.id}`);
    return failed({ kind: 'misconfigured' });
  }
  if ('kind' in result) {
    const login = mailSideOf(provider, offer.address, offer.found)?.user;
    about(user, log, { login }).warn(
      `sign-in: not done at ${provider.id} (${reasonOf(result, provider.id)})`,
    );
    return failed(result);
  }
  return finish(result, target, call, gateway, { by: provider.id, cookies: ended });
}

/** The provider or the gateway doesn't let this person in. */
const REFUSED: readonly ProviderFailure['kind'][] = ['other', 'unverified', 'cancelled'];

/** Undefined while the store is away. */
const isFirstAnswer = (state: string, { answered, now, log }: Gateway): Promise<boolean | undefined> =>
  answered.use(state, now(), now() + FORM_LIFETIME).catch(error => {
    if (!(error instanceof StoreAway)) throw error;
    log.warn(`sign-in: not done (${error.message})`);
    return undefined;
  });

/** For the operator. */
function reasonOf(failure: ProviderFailure, id: string): string {
  if (failure.kind === 'mail') return mailReason(failure.error, id);
  if (failure.kind === 'other') return 'another account than the address’s';
  if (failure.kind !== 'unverified') return failure.kind;
  return `unverified: mark the address as verified there, or name another claim in [oauth.${id}]`;
}

function mailReason({ trouble, message, details }: MailboxError, id: string): string {
  const isUnknown =
    trouble === 'certificate' && details.certificate !== undefined && details.fault === undefined;
  return isUnknown
    ? `${message}: if it is your own server, give its certificate with ca, beside host, in [oauth.${id}]; otherwise, someone may be intercepting the connection`
    : message;
}

/** Checks who has signed in, and opens the mailbox. Returns the error of a set-up mailbox's server, which refuses the gateway. */
async function admit(
  person: SignedInPerson,
  offer: Offer,
  call: Call,
  gateway: Gateway,
  oauth: OAuthAccess,
): Promise<SignedIn | ProviderFailure | MailboxError | 'unstored' | 'foreign'> {
  const { accounts, own } = gateway;
  const { provider, address } = offer;
  const [first = ''] = person.addresses;
  const isIt = (it: string) => isSameAddress(it, address);
  if (!person.addresses.some(isIt)) return { kind: 'other', signedIn: first };
  // A mail server may look at nothing but the token.
  if (person.denied.some(isIt)) return { kind: 'unverified' };
  const setUp = accounts.setUpUser(address);
  const isProof = person.isVerified && isIt(first);
  if (setUp !== undefined) {
    if (accounts.frontIdOf(setUp) !== provider.id) return 'foreign';
    return isProof ? openSetUp(setUp, call, gateway) : { kind: 'unverified' };
  }
  if (own === undefined || !admitsOwn(own, address)) return 'foreign';
  // No mail server checks the address of somebody whom the operator’s own password lets in.
  if (provider.mail.master !== undefined && !isProof) return { kind: 'unverified' };
  if (person.tokens.refreshToken === undefined) {
    logShortLived(provider, gateway.log);
    return { kind: 'misconfigured' };
  }
  return openAtMailServer(person, offer, own, oauth, call, gateway);
}

async function openAtMailServer(
  { tokens, addresses }: SignedInPerson,
  { provider, address, found }: Offer,
  own: OwnAccess,
  { grants }: OAuthAccess,
  { client }: Call,
  { log }: Gateway,
): Promise<SignedIn | ProviderFailure | 'unstored' | 'foreign'> {
  const side = mailSideOf(provider, address, found);
  if (side === undefined) return 'foreign';
  const isMaster = provider.mail.master !== undefined;
  const { server } = side;
  // No mail server checks it: so it is as the provider spells it.
  const login = isMaster ? (addresses[0] ?? '') : side.user;
  const user = ownUser(address, { server, login: side }, side);
  const grant = await grants.keep(user, provider.id, tokens).catch(error => {
    log.error(`sign-in: the grant can’t be stored (${codeOf(error)})`);
    return undefined;
  });
  if (grant === undefined) return 'unstored';
  const account: OwnAccount = {
    server,
    login: { user: login, grant, ...(isMaster && { master: provider.id }) },
    webmail: provider.mail.webmail ?? providerAt(server, found)?.webmail,
  };
  try {
    await own.test(account, client);
  } catch (error) {
    await grants
      .drop([grant.id])
      .catch(it => log.error(`sign-in: a useless grant is not forgotten (${codeOf(it)})`));
    if (!(error instanceof MailboxError)) throw error;
    return { kind: 'mail', error };
  }
  own.mailboxes.open(user, account);
  return { user, name: address, webmail: account.webmail, secret: secretOf(account) };
}
