import type { Reply } from '../http/http';
import { isAboutGrant, isAboutPassword, type MailboxError, NO_OAUTH, type Trouble } from '../mailbox/mailbox';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';
import type { ErrorKind } from '../texts/texts';
import { pageReply } from './layout';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  notFound: 404,
  noMessage: 404,
  wrongMethod: 405,
  notOperator: 403,
  badForm: 400,
  oldForm: 403,
  strayAnswer: 403,
  foreignForm: 403,
  badService: 400,
  badReturn: 400,
  unpinned: 400,
  badKey: 403,
  foreignHost: 403,
  unsaved: 500,
  notEnded: 500,
  notSignedOut: 500,
  unstored: 500,
  refusedPassword: 502,
  refusedGrant: 502,
  endedGrant: 502,
  missingGrant: 502,
  noTokens: 502,
  noPassword: 502,
  unmarked: 502,
  unreachable: 503,
  away: 503,
  unexpected: 500,
};

const PAGE_OF: Readonly<Record<Trouble, ErrorKind>> = {
  refused: 'refusedPassword',
  unexplained: 'refusedPassword',
  busy: 'unreachable',
  noPassword: 'noPassword',
  certificate: 'unreachable',
  noFolder: 'unexpected',
  unmarked: 'unmarked',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  unexpected: 'unexpected',
};

const TO_SIGN_IN = '/sign-in?next=/mail';

export interface MailboxErrorOptions {
  /** The operator has set the mailbox up. */
  readonly isSetUp: boolean;
  readonly inWindow?: boolean;
  readonly signInAddress?: string;
}

/** With the mail server's own words, if there are any, and a way to sign in again where that helps. */
export function mailboxErrorPage(
  error: MailboxError,
  language: PageLanguage,
  { isSetUp, inWindow = false, signInAddress = TO_SIGN_IN }: MailboxErrorOptions,
): Reply {
  const { trouble, details } = error;
  const kind = kindOf(error, isSetUp);
  const isForPerson = isAboutPassword(trouble) && kind !== 'endedGrant' && kind !== 'missingGrant';
  const signIn = isForPerson ? signInAddress : undefined;
  return errorPage(kind, language, inWindow, { said: details.said, signIn });
}

function kindOf(error: MailboxError, isSetUp: boolean): ErrorKind {
  // A sign-in to a mailbox that is set up doesn't renew its grant.
  if (isAboutGrant(error) && isSetUp) return error.details.hasNoGrant ? 'missingGrant' : 'endedGrant';
  if (isAboutGrant(error)) return 'refusedGrant';
  return error.code === NO_OAUTH ? 'noTokens' : PAGE_OF[error.trouble];
}

/** The mail server's own words, quoted. */
export function saidText(said: string, language: PageLanguage): Content {
  return html`${TEXTS[language].error.said} <q><bdi>${said}</bdi></q>`;
}

interface More {
  /** The mail server's own words. */
  readonly said?: string | undefined;
  /** The address to sign in again. */
  readonly signIn?: string | undefined;
}

/** Chrome closes an extension's sign-in window (`inWindow`) at a status of 400 or above: then it is 200. */
export function errorPage(
  kind: ErrorKind,
  language: PageLanguage,
  inWindow = false,
  { said, signIn = kind === 'badKey' ? TO_SIGN_IN : undefined }: More = {},
): Reply {
  const texts = TEXTS[language].error;
  const { title, lead } = texts[kind];
  const body = html`<h1>${title}</h1>
<p>${lead}</p>
${said !== undefined && html`<p>${saidText(said, language)}</p>`}
<p class="actions">
${signIn !== undefined && html`<a class="button main" href="${signIn}">${texts.signIn}</a>`}
${!inWindow && html`<a class="button" href="/">${texts.home}</a>`}
</p>`;
  return pageReply({ language, title, body, inWindow, status: inWindow ? 200 : STATUS[kind] });
}
