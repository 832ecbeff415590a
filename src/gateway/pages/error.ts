import type { Reply } from '../http/http';
import { html } from '../text/html';
import type { ErrorKind } from '../texts/en';
import { type PageLanguage, TEXTS } from '../texts/language';
import { pageReply } from './layout';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  notFound: 404,
  noMessage: 404,
  wrongMethod: 405,
  badForm: 400,
  oldForm: 403,
  foreignForm: 403,
  badReturn: 400,
  unpinned: 400,
  badKey: 403,
  foreignHost: 403,
  unsaved: 500,
  refusedPassword: 502,
  unmarked: 502,
  unreachable: 503,
  unexpected: 500,
};

/** Chrome closes an extension's sign-in window (`inWindow`) at a status of 400 or above: then it is 200. */
export function errorPage(kind: ErrorKind, language: PageLanguage, inWindow = false): Reply {
  const texts = TEXTS[language].error;
  const { title, lead } = texts[kind];
  const body = html`<h1>${title}</h1>
<p>${lead}</p>
<p class="actions">
${kind === 'badKey' && html`<a class="button main" href="/sign-in?next=/mail">${texts.signIn}</a>`}
<a class="button" href="/">${texts.home}</a>
</p>`;
  return pageReply({ language, title, body, status: inWindow ? 200 : STATUS[kind] });
}
