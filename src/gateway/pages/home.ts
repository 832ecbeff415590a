import { API_PATH } from '../../core/account/gateway-address';
import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import { html } from '../text/html';
import { TEXTS } from '../texts/language';
import { copyField, notice, pageReply } from './layout';

export function homePage({ language, query, session }: Call, { origin }: Gateway): Reply {
  const { home, field, signIn } = TEXTS[language];
  const body = html`<h1>${home.title}</h1>
${query.has('signed-out') && session === undefined && notice('good', home.signedOut)}
<p>${home.lead}</p>
<p class="actions">
<a class="button main" href="/mail">${home.openMail}</a>
<a class="button" href="/sign-in">${signIn.title}</a>
</p>
<h2>${home.addresses}</h2>
<p class="soft">${home.hint}</p>
${copyField('api-address', field.api, origin + API_PATH, language)}
${copyField('sign-in-page', field.signInPage, `${origin}/sign-in`, language)}
${copyField('webmail-address', field.webmail, `${origin}/mail`, language)}`;
  return pageReply({ language, title: home.title, body, scripts: true });
}
