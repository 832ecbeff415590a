import { API_PATH } from '../../../core/account/gateway-address';
import type { Gateway } from '../../access/gateway';
import type { Call, Reply } from '../../http/http';
import { html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import { copyButton, copyField, notice, pageReply } from '../layout';

/** Shows the token to a person who came without an extension. */
export function tokenPage(
  { language }: Call,
  { origin }: Gateway,
  token: string,
  cookies: readonly string[],
): Reply {
  const { token: texts, field, home } = TEXTS[language];
  const body = html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${copyField('api-address', field.api, origin + API_PATH, language)}
<div class="field"><label for="token">${field.token}</label>
<textarea id="token" dir="ltr" rows="4" readonly spellcheck="false">${token}</textarea>${copyButton('token', language)}</div>
${notice('plain', texts.secret)}
<p class="actions"><a class="button" href="/mail">${home.openMail}</a>
<a class="button" href="/">${texts.home}</a></p>`;
  return pageReply({ language, title: texts.title, body, cookies, scripts: true });
}
