import type { Gateway } from '../../access/gateway';
import { SECURITY_NAMES } from '../../config/mailbox-settings';
import type { Call, Reply } from '../../http/http';
import { type Certificate, isAboutPassword, type MailboxError } from '../../mailbox/mailbox';
import { type Content, html } from '../../text/html';
import { type PageLanguage, TEXTS } from '../../texts/language';
import { dateOf, duration } from '../dates';
import { saidText } from '../error';
import { hiddenFields, notice } from '../layout';
import { failureText, helpText, problemText } from './failure-text';
import { cancelAddress, signInFrame } from './frame';
import { type OwnForm, sealKept } from './own-form';
import { fieldsOf, partsOf, type SignInTarget } from './target';
import type { Wait } from './try-password';

/** Why a sign-in isn't done. `said`: the mail server's own words. */
export type Obstacle =
  | { readonly kind: 'wrong'; readonly said?: string | undefined }
  | Wait
  | { readonly kind: 'own'; readonly form: OwnForm; readonly failure: MailboxError | undefined };

/**
 * What the form answers; `next`: the address is known, so that only the password is missing; `server`: the person wants
 * to name the server.
 */
type State = Obstacle | { readonly kind: 'next'; readonly form?: OwnForm } | { readonly kind: 'server' };

/** The form to sign in, with what was filled in before. */
export function formPage(
  call: Call,
  gateway: Gateway,
  target: SignInTarget,
  filled: { readonly user: string; readonly password: string },
  state?: State,
): Reply {
  const { language } = call;
  const { forms, own } = gateway;
  const { signIn: texts, own: words } = TEXTS[language];
  const { redirectUri, isDemo } = target;
  const isOwn = own !== undefined && !isDemo;
  const obstacle = state?.kind === 'next' || state?.kind === 'server' ? undefined : state;
  const form = state?.kind === 'own' || state?.kind === 'next' ? state.form : undefined;
  const kept = form && sealKept(call, gateway, form);
  const hidden = hiddenFields({
    ...fieldsOf(target),
    kept,
    about: form?.address,
    form: forms.sign(call, 'sign-in', ...partsOf(target)),
  });
  const isKept = form !== undefined && form.kept.password !== '' && form.problem !== 'takesNoPasswords';
  const focus = focusOf(state);
  const focused = (name: Focus) => focus === name && html` autofocus`;
  const user = html`<input id="user" name="user" dir="auto" value="${filled.user}" autocomplete="username" autocapitalize="none" spellcheck="false"${isOwn && html` inputmode="email"`}${focused('user')} required>`;
  const trustForm =
    form !== undefined && own?.mayCorrect && certificateForm(form, obstacle, hidden, language);
  const asksForTrust = trustForm !== undefined && trustForm !== false;
  const hint = state?.kind === 'next' && form !== undefined && helpText(form, language);
  return signInFrame(call, gateway, target, {
    lead: isOwn ? words.lead : redirectUri === undefined ? texts.lead : texts.forExtension,
    alert: obstacle !== undefined && obstacleText(obstacle, gateway, language),
    body: html`${hint && notice('plain', hint)}
${trustForm}
<form class="narrow" method="post" action="/sign-in"${isOwn && html` data-busy="${words.busy}"`}>
<div class="field"><label for="user">${isOwn ? words.address : texts.user}</label>
${user}</div>
<div class="field"><label for="password">${texts.password}</label>
<input id="password" name="password" type="password" value="${filled.password}" autocomplete="current-password"${!isKept && html` required`}${focused('password')}>
${isKept && html`<p class="soft">${words.kept}</p>`}</div>
${isOwn && own.mayCorrect && serverFields(form, focus === 'host', language)}
${hidden}
<p class="actions"><button class="button${!asksForTrust && html` main`}">${texts.submit}</button>
<a class="button" href="${cancelAddress(target)}">${texts.cancel}</a></p>
</form>`,
    ...statusOf(obstacle),
  });
}

const NOBODY = { domains: [], mayCorrect: false };

/** Says why a sign-in isn't done. */
export function obstacleText(obstacle: Obstacle, { own }: Gateway, language: PageLanguage): Content {
  const { signIn: texts } = TEXTS[language];
  switch (obstacle.kind) {
    case 'wait':
      return texts.wait(duration(obstacle.seconds, language));
    case 'wrong':
      return obstacle.said === undefined
        ? texts.wrong
        : html`${texts.wrong} ${saidText(obstacle.said, language)}`;
    case 'own': {
      const { form, failure } = obstacle;
      return failure === undefined
        ? problemText(form, language, own ?? NOBODY)
        : failureText(failure, form, language);
    }
  }
}

type Focus = 'user' | 'password' | 'host';

const ABOUT_SERVER: readonly unknown[] = [
  ...['noServer', 'badHost', 'badPort', 'unencrypted', 'unproven', 'takesNoPasswords'],
  ...['timeout', 'unreachable', 'unexpected'],
];

/** The field to correct. */
function focusOf(obstacle: State | undefined): Focus | undefined {
  if (obstacle === undefined) return 'user';
  if (obstacle.kind === 'server') return 'host';
  if (obstacle.kind !== 'own') return 'password';
  const { form, failure } = obstacle;
  const problem = failure?.trouble ?? form.problem;
  if (problem === 'badAddress' || problem === 'foreignDomain') return 'user';
  const isWithoutTls = problem === 'certificate' && failure?.details.certificate === undefined;
  if (isWithoutTls || ABOUT_SERVER.includes(problem)) {
    // A known provider's own server needs no correction.
    const { found } = form.kept;
    return found?.by === 'provider' && form.server?.host === found.server.host ? undefined : 'host';
  }
  return problem === 'certificate' ? undefined : 'password';
}

/** The server that was found or named, so that it can be corrected. */
function serverFields(form: OwnForm | undefined, isOpen: boolean, language: PageLanguage): Content {
  const { own: texts, provider } = TEXTS[language];
  const { server, user = '', address } = form ?? {};
  const options = SECURITY_NAMES.map(name => {
    const label = name === 'none' ? texts.plain : name.toUpperCase();
    return html`<option value="${name}"${name === server?.security && html` selected`}>${label}</option>`;
  });
  const field = (id: string, label: string, value: string | number, more?: Content) =>
    html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${id}" dir="ltr" value="${value}" autocomplete="off" autocapitalize="none" spellcheck="false"${more}></div>`;
  return html`<details${isOpen && html` open`}><summary>${texts.server}</summary>
${form === undefined && html`<p class="soft">${isOpen ? provider.serverHint : texts.serverHint}</p>`}
${field('host', texts.host, server?.host ?? '', isOpen && html` autofocus`)}
${field('port', texts.port, server?.port ?? '', html` inputmode="numeric"`)}
<div class="field"><label for="security">${texts.security}</label>
<select id="security" name="security">${options}</select></div>
${field('login', texts.login, user === address ? '' : user)}</details>`;
}

/** The server's certificate, with the button to trust it. */
function certificateForm(
  { address, server, user }: OwnForm,
  obstacle: Obstacle | undefined,
  hidden: Content,
  language: PageLanguage,
): Content {
  const certificate = obstacle?.kind === 'own' ? obstacle.failure?.details.certificate : undefined;
  if (certificate === undefined || server === undefined) return false;
  const { own: texts } = TEXTS[language];
  return html`<form class="certificate" method="post" action="/sign-in" data-busy="${texts.busy}">
${certificateFacts(certificate, language)}
<p class="soft">${texts.trustLead}</p>
${hidden}
${hiddenFields({ user: address, host: server.host, port: String(server.port), security: server.security, login: user })}
<p class="actions"><button class="button main" name="trust" value="${certificate.sha256}">${texts.trust}</button></p>
</form>`;
}

function certificateFacts({ issuer, names, from, to, sha256 }: Certificate, language: PageLanguage): Content {
  const { own: texts } = TEXTS[language];
  return html`<dl class="facts">
<dt>${texts.issuer}</dt><dd><bdi>${issuer}</bdi></dd>
<dt>${texts.names}</dt><dd><bdi>${names.join(', ')}</bdi></dd>
<dt>${texts.validity}</dt><dd>${dateOf(from, language)} – ${dateOf(to, language)}</dd>
<dt>${texts.fingerprint}</dt><dd><code dir="ltr">${sha256}</code></dd>
</dl>`;
}

/** The status of a page that answers it. */
export function statusOf(obstacle: Obstacle | undefined): {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} {
  if (obstacle === undefined) return { status: 200 };
  if (obstacle.kind === 'wait') return { status: 429, headers: { 'Retry-After': String(obstacle.seconds) } };
  if (obstacle.kind === 'wrong') return { status: 401 };
  const { failure } = obstacle;
  if (failure === undefined) return { status: 400 };
  return { status: isAboutPassword(failure.trouble) ? 401 : 502 };
}
