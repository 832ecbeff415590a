import { GRANT, isAboutPassword, type MailboxError, NO_OAUTH } from '../../mailbox/mailbox';
import type { OAuthError } from '../../oauth/oauth-client';
import { type Content, html } from '../../text/html';
import { type PageLanguage, TEXTS } from '../../texts/language';
import { saidText } from '../error';
import { textOf } from './failure-text';
import { mailSideOf } from './own-form';
import type { Offer } from './provider-flow';

/** Why a sign-in at a provider isn't done. `forged` is for an error page: nothing of such an answer is used. */
export type ProviderFailure =
  | { readonly kind: Exclude<OAuthError['trouble'], 'forged' | 'withdrawn'> }
  /** The person has signed in with another account than the address's. */
  | { readonly kind: 'other'; readonly signedIn: string }
  | { readonly kind: 'unverified' }
  /** The provider doesn't say which address the account has. */
  | { readonly kind: 'noAddress' }
  /** The mail server doesn't accept what the sign-in has given. */
  | { readonly kind: 'mail'; readonly error: MailboxError };

const STATUS = {
  unavailable: 502,
  misconfigured: 502,
  noAddress: 502,
  mail: 502,
  cancelled: 200,
  other: 403,
  unverified: 403,
};

export const failureStatus = ({ kind }: ProviderFailure): number => STATUS[kind];

/** The text names the problem, and the next step for the person. */
export function providerFailureText(failure: ProviderFailure, offer: Offer, language: PageLanguage): Content {
  const { provider: texts } = TEXTS[language];
  const { address, provider } = offer;
  const { name } = provider;
  switch (failure.kind) {
    case 'unavailable':
      return texts.down(name);
    case 'misconfigured':
      return texts.misconfigured(name);
    case 'noAddress':
      return texts.noAddress(name);
    case 'cancelled':
      return texts.cancelled(name);
    case 'unverified':
      return texts.unverified(name, address);
    case 'other':
      return texts.other(name, short(failure.signedIn), address);
    case 'mail':
      return mailFailureText(failure.error, offer, language);
  }
}

function mailFailureText(error: MailboxError, offer: Offer, language: PageLanguage): Content {
  const { provider: texts } = TEXTS[language];
  const { said } = error.details;
  const { server } = mailSideOf(offer.provider, offer.address, offer.found) ?? {};
  const host = server?.host ?? '';
  const text = () => {
    if (error.code === GRANT) return texts.refusedToken(host);
    if (error.code === NO_OAUTH) return texts.noTokens(host, offer.provider.name);
    if (isAboutPassword(error.trouble)) return texts.refusedMaster(host);
    // Nobody can name another server here.
    if (error.trouble === 'timeout' || error.trouble === 'unreachable') return texts.down(host);
    const why = textOf(error, { server, address: offer.address }, language);
    return error.trouble === 'certificate' ? `${why} ${texts.tell}` : why;
  };
  return html`${text()}${said !== undefined && html` ${saidText(said, language)}`}`;
}

/** An address as the provider says it, which may be long. */
const short = (address: string): string => (address.length > 100 ? `${address.slice(0, 100)}…` : address);
