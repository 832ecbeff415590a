import { DEMO_PASSWORD, DEMO_USER } from '../accounts';
import type { Gateway } from '../gateway';
import { type Call, type Reply, redirect } from '../http';
import { TEXTS } from '../language';
import { API_PATH } from '../links';
import { isReturnAddress, withQuery } from '../return-address';
import { NO_SESSION_COOKIE, sessionCookie } from '../sessions';
import { errorPage } from './error';
import { html } from './html';
import { copyField, hiddenFields, notice, pageReply } from './layout';

/** What happens after signing in. Without an address to return to nor a page to go on with, the token is shown. */
interface Errand {
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  readonly next: string | undefined;
}

/** The gateway's own pages that send to the sign-in page and wait for the user to be back. */
const NEXT_PAGES = ['/mail', '/privacy'];

const PURPOSE = 'form sign-in';

/** Reads the errand from a query or a form, or `undefined` if it leads to an address that may not get a token. */
function readErrand(parameters: URLSearchParams): Errand | undefined {
  const redirectUri = parameters.get('redirect_uri') ?? undefined;
  if (redirectUri !== undefined && !isReturnAddress(redirectUri)) return undefined;
  const next = NEXT_PAGES.find(page => page === parameters.get('next'));
  return { redirectUri, state: parameters.get('state') ?? undefined, next };
}

const partsOf = (errand: Errand) => [errand.redirectUri ?? '', errand.state ?? '', errand.next ?? ''];

/** Where an errand of the extension ends, with `state` given back untouched (RFC 6749, 4.1.2). */
function returnTo(redirectUri: string, outcome: Record<string, string>, state: string | undefined): string {
  return withQuery(redirectUri, state === undefined ? outcome : { ...outcome, state });
}

/** `/sign-in?redirect_uri=…&state=…`: the form. */
export function signInPage(call: Call, gateway: Gateway): Reply {
  const errand = readErrand(call.query);
  if (errand === undefined) return errorPage('badReturn', call.language);
  const demo = gateway.accounts.hasDemo;
  return formPage(call, gateway, errand, {
    user: demo ? DEMO_USER : '',
    password: demo ? DEMO_PASSWORD : '',
  });
}

/** The posted form: to the extension with a token, to the page that asked, or to the token itself. */
export async function signIn(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const errand = readErrand(form);
  if (errand === undefined) return errorPage('badReturn', call.language);
  if (!gateway.keys.matches(form.get('form') ?? '', PURPOSE, ...partsOf(errand))) {
    return errorPage('oldForm', call.language);
  }
  const user = form.get('user') ?? '';
  if (!gateway.accounts.admits(user, form.get('password') ?? '')) {
    gateway.log('sign-in: refused');
    return formPage(call, gateway, errand, { user, password: '' }, true);
  }
  const now = gateway.now();
  const headers = { 'Set-Cookie': sessionCookie(gateway.keys, user, now) };
  const { redirectUri, state, next } = errand;
  gateway.log(`sign-in: done, ${redirectUri ? 'back to the extension' : (next ?? 'token shown')}`);
  if (redirectUri === undefined && next !== undefined) return redirect(next, headers);
  const token = gateway.tokens.issue(user, now);
  if (redirectUri !== undefined) return redirect(returnTo(redirectUri, { token }, state), headers);
  return tokenPage(call, gateway, token, headers);
}

/** Forgets the session of this browser. */
export function signOut(): Reply {
  return redirect('/', { 'Set-Cookie': NO_SESSION_COOKIE });
}

function formPage(
  { language }: Call,
  { accounts, keys }: Gateway,
  errand: Errand,
  filled: { readonly user: string; readonly password: string },
  wrong = false,
): Reply {
  const { signIn: texts } = TEXTS[language];
  const { redirectUri, state, next } = errand;
  const cancel = redirectUri === undefined ? '/' : returnTo(redirectUri, { error: 'access_denied' }, state);
  const form = keys.sign(PURPOSE, ...partsOf(errand)).toString('base64url');
  const body = html`<form class="narrow" method="post" action="/sign-in">
<h1>${texts.title}</h1>
<p>${redirectUri === undefined ? texts.lead : texts.forExtension}</p>
${wrong && notice('bad', texts.wrong)}
${accounts.hasDemo && notice('plain', texts.demo)}
<div class="field"><label for="user">${texts.user}</label>
<input id="user" name="user" value="${filled.user}" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
<div class="field"><label for="password">${texts.password}</label>
<input id="password" name="password" type="password" value="${filled.password}" autocomplete="current-password" required${wrong && html` autofocus`}></div>
${hiddenFields({ redirect_uri: redirectUri, state, next, form })}
<p class="actions"><button class="button main">${texts.submit}</button>
<a class="button" href="${cancel}">${texts.cancel}</a></p>
</form>`;
  // Chrome ends an extension's sign-in at any status from 400 up, and the person couldn't try again.
  const status = wrong && redirectUri === undefined ? 401 : 200;
  return pageReply({ language, title: texts.title, body, status, formTarget: redirectUri });
}

function tokenPage(
  { language }: Call,
  { origin }: Gateway,
  token: string,
  headers: Record<string, string>,
): Reply {
  const { token: texts, field, home } = TEXTS[language];
  const body = html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${copyField('api-address', field.api, origin + API_PATH)}
<div class="field"><label for="token">${field.token}</label>
<textarea id="token" rows="4" readonly spellcheck="false">${token}</textarea></div>
${notice('plain', texts.secret)}
<p class="actions"><a class="button" href="/mail">${home.openMail}</a>
<a class="button" href="/">${texts.home}</a></p>`;
  return pageReply({ language, title: texts.title, body, headers });
}
