import type { Gateway } from '../../access/gateway';
import type { Call, Reply } from '../../http/http';
import { FACTEUR } from '../../services/service';
import { type Content, html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import { notice, pageReply } from '../layout';
import { serviceCard } from '../service-card';
import { addressOf, returnTo, type SignInTarget } from './target';

interface Framed {
  /** Says what to do on this page, if it is Facteur that asks. */
  readonly lead: string;
  /** The text about a problem. */
  readonly alert?: Content;
  readonly body: Content;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: readonly string[];
}

/** A page of the sign-in to Facteur or to a service. */
export function signInFrame(
  call: Call,
  { accounts, forms, own }: Gateway,
  target: SignInTarget,
  { lead, alert = false, body, status = 200, headers, cookies = [] }: Framed,
): Reply {
  const { language } = call;
  const { signIn: texts, own: words } = TEXTS[language];
  const { service, redirectUri, isDemo } = target;
  const mayTryDemo = own !== undefined && !isDemo && accounts.hasDemo;
  return pageReply({
    language,
    title: texts.title,
    body: html`<h1>${texts.title}</h1>
${service !== FACTEUR && serviceCard(service)}
<p>${service === FACTEUR ? lead : texts.forService(service.name)}</p>
${alert !== false && notice('bad', alert)}
${(isDemo || accounts.hasOnlyDemo) && notice('plain', texts.demo)}
${body}
${mayTryDemo && html`<p class="also"><a href="${addressOf({ ...target, isDemo: true })}">${words.demo}</a></p>`}`,
    // Chrome closes an extension's sign-in window at a status of 400 or above: the user couldn't try again.
    ...(redirectUri === undefined && { status, ...(headers && { headers }) }),
    cookies: [...forms.cookiesFor(call), ...cookies],
    formTarget: redirectUri,
    inWindow: redirectUri !== undefined,
    scripts: true,
  });
}

/** The address of the button *Cancel*. */
export const cancelAddress = ({ redirectUri, state }: SignInTarget): string =>
  redirectUri === undefined ? '/' : returnTo(redirectUri, { error: 'access_denied' }, state);
