import { API_PATH } from '../../core/account/gateway-address';
import { DEMO_PASSWORD, DEMO_USER } from '../access/accounts';
import type { Gateway } from '../access/gateway';
import { type Call, type Reply, redirect } from '../http/http';
import { type GatewayMailbox, MailboxError, type Trouble } from '../mailbox/mailbox';
import { FACTEUR } from '../services/service';
import { codeOf } from '../shared/error-code';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';
import { duration } from './dates';
import { errorPage, mailboxErrorPage, saidText } from './error';
import { copyField, hiddenFields, notice, pageReply } from './layout';
import { serviceCard } from './service-card';
import { addressOf, fieldsOf, partsOf, readTarget, returnTo, type SignInTarget } from './sign-in-target';

/** `said`: the mail server's own words. */
type Refusal =
  | { readonly kind: 'wrong'; readonly said?: string | undefined }
  | { readonly kind: 'wait'; readonly seconds: number };

/** `/sign-in?service=…&redirect_uri=…&state=…`: shows the form. */
export async function signInPage(call: Call, gateway: Gateway): Promise<Reply> {
  const target = await readTarget(call.query, gateway);
  if (typeof target === 'string') return errorPage(target, call.language, target === 'unpinned');
  const demo = gateway.accounts.hasDemo;
  return formPage(call, gateway, target, {
    user: demo ? DEMO_USER : '',
    password: demo ? DEMO_PASSWORD : '',
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
  const user = form.get('user') ?? '';
  const attempt = {
    user,
    network: call.network,
    knownBrowser: gateway.knownBrowsers.identify(call.cookie, user),
  };
  // Don't await between asking for the wait and counting the result: another attempt could get in between.
  const wait = gateway.attempts.secondsToWait(attempt);
  if (wait > 0) {
    gateway.log.warn('sign-in: has to wait');
    return formPage(call, gateway, target, { user, password: '' }, { kind: 'wait', seconds: wait });
  }
  const password = form.get('password') ?? '';
  const inWindow = target.redirectUri !== undefined;
  if (!gateway.accounts.admits(user, password)) {
    gateway.attempts.failed(attempt);
    const refusal = await refusalOf(gateway, user, password);
    if (refusal instanceof MailboxError)
      return mailboxErrorPage(refusal, call.language, inWindow, addressOf(target));
    if (refusal !== undefined) return formPage(call, gateway, target, { user, password: '' }, refusal);
  }
  gateway.attempts.succeeded(attempt);
  const problem = await findProblem(gateway.accounts.mailboxOf(user));
  if (problem !== undefined) {
    gateway.log.warn(`sign-in: not done, as the mail server refuses the gateway (${problem.trouble})`);
    return mailboxErrorPage(problem, call.language, inWindow, addressOf(target));
  }
  const now = gateway.now();
  const cookies = [gateway.sessions.open(user, now)];
  if (attempt.knownBrowser === undefined) cookies.push(gateway.knownBrowsers.remember(user));
  const { service, redirectUri, state, next } = target;
  const then = redirectUri ? `back to ${service.name}` : (next && 'to a page') || 'token shown';
  gateway.log.info(`sign-in: done, ${then}`);
  if (redirectUri === undefined && next !== undefined) return redirect(next, cookies);
  const token = gateway.tokens.issue(user, service.id, now);
  if (redirectUri !== undefined) return redirect(returnTo(redirectUri, { token }, state), cookies);
  return tokenPage(call, gateway, token, cookies);
}

/** Tries a password that isn't the known one at the mail server. `undefined` if the server accepts it. */
async function refusalOf(
  { accounts, log }: Gateway,
  user: string,
  password: string,
): Promise<Refusal | MailboxError | undefined> {
  try {
    const trial = await accounts.tryNew(user, password);
    if (trial === 'accepted') return undefined;
    log.warn('sign-in: refused');
    return trial === 'needless' ? { kind: 'wrong' } : { kind: 'wait', seconds: trial.wait };
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    log.warn(`sign-in: refused by the mail server (${error.trouble})`);
    const isWrong = error.trouble === 'refused' || error.trouble === 'unexplained';
    return isWrong ? { kind: 'wrong', said: error.details.said } : error;
  }
}

const LASTING: readonly Trouble[] = ['refused', 'unexplained', 'noPassword'];

/** Whether the mail server refuses the gateway, after a new try. Other errors are temporary. */
async function findProblem(mailbox: GatewayMailbox | undefined): Promise<MailboxError | undefined> {
  try {
    await mailbox?.retry?.();
    await mailbox?.counts();
    return undefined;
  } catch (error) {
    return error instanceof MailboxError && LASTING.includes(error.trouble) ? error : undefined;
  }
}

export async function signOut(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'sign-out')) {
    return errorPage('oldForm', call.language);
  }
  await gateway.sessions
    .end(call.session, gateway.now())
    .catch(error => gateway.log.error(`sign-out: not stored (${codeOf(error)})`));
  return redirect('/', [gateway.sessions.closed]);
}

function formPage(
  call: Call,
  { accounts, forms }: Gateway,
  target: SignInTarget,
  filled: { readonly user: string; readonly password: string },
  refusal?: Refusal,
): Reply {
  const { language } = call;
  const { signIn: texts } = TEXTS[language];
  const { service, redirectUri, state } = target;
  const lead = redirectUri === undefined ? texts.lead : texts.forExtension;
  const cancel = redirectUri === undefined ? '/' : returnTo(redirectUri, { error: 'access_denied' }, state);
  const form = forms.sign(call, 'sign-in', ...partsOf(target));
  const body = html`<form class="narrow" method="post" action="/sign-in">
<h1>${texts.title}</h1>
${service !== FACTEUR && serviceCard(service)}
<p>${service === FACTEUR ? lead : texts.forService(service.name)}</p>
${refusal?.kind === 'wrong' && notice('bad', wrongText(refusal.said, language))}
${refusal?.kind === 'wait' && notice('bad', texts.wait(duration(refusal.seconds, language)))}
${accounts.hasDemo && notice('plain', texts.demo)}
<div class="field"><label for="user">${texts.user}</label>
<input id="user" name="user" dir="auto" value="${filled.user}" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
<div class="field"><label for="password">${texts.password}</label>
<input id="password" name="password" type="password" value="${filled.password}" autocomplete="current-password" required${refusal && html` autofocus`}></div>
${hiddenFields({ ...fieldsOf(target), form })}
<p class="actions"><button class="button main">${texts.submit}</button>
<a class="button" href="${cancel}">${texts.cancel}</a></p>
</form>`;
  return pageReply({
    language,
    title: texts.title,
    body,
    // Chrome closes an extension's sign-in window at a status of 400 or above: the user couldn't try again.
    ...(redirectUri === undefined && statusOf(refusal)),
    cookies: forms.cookiesFor(call),
    formTarget: redirectUri,
  });
}

function wrongText(said: string | undefined, language: PageLanguage): Content {
  const { wrong } = TEXTS[language].signIn;
  return said === undefined ? wrong : html`${wrong} ${saidText(said, language)}`;
}

function statusOf(refusal: Refusal | undefined): Pick<Reply, 'status' | 'headers'> {
  if (refusal === undefined) return { status: 200 };
  if (refusal.kind === 'wrong') return { status: 401 };
  return { status: 429, headers: { 'Retry-After': String(refusal.seconds) } };
}

function tokenPage(
  { language }: Call,
  { origin }: Gateway,
  token: string,
  cookies: readonly string[],
): Reply {
  const { token: texts, field, home } = TEXTS[language];
  const body = html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${copyField('api-address', field.api, origin + API_PATH)}
<div class="field"><label for="token">${field.token}</label>
<textarea id="token" dir="ltr" rows="4" readonly spellcheck="false">${token}</textarea></div>
${notice('plain', texts.secret)}
<p class="actions"><a class="button" href="/mail">${home.openMail}</a>
<a class="button" href="/">${texts.home}</a></p>`;
  return pageReply({ language, title: texts.title, body, cookies });
}
