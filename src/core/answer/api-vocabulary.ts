/**
 * The vocabulary of the Personal Messages API, version 2, as its provider's page prints it.
 * The extension reads it and the gateway writes it; neither spells it a second time.
 */

/** The one method of the API. */
export const ACTION = 'getPersonalMessages';

/** What can be asked for in `infos`, spelt as a request spells it. */
export const INFOS = ['NoEMails', 'NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed'] as const;
export type Info = (typeof INFOS)[number];

/**
 * The element that answers each info. The request says `NoEMails` and the answer `NoEmails`:
 * readers match without regard to case, writers use this table.
 */
export const ELEMENT_OF: Readonly<Record<Info, string>> = {
  NoEMails: 'NoEmails',
  NoUnReadMails: 'NoUnReadMails',
  NoSMS: 'NoSMS',
  EmailsLastNDetailed: 'EmailsLastNDetailed',
};

/** Every other element of an answer. */
export const ELEMENT = {
  root: 'getPersonalMessagesReturn',
  data: 'Data',
  authorized: 'UserAuthorizedData',
  protected: 'UserProtectedData',
  dashboard: 'PrivacyDashboardURL',
  messages: 'msgs',
  message: 'msg',
  id: 'msg_id',
  from: 'msg_from',
  date: 'msg_date',
  subject: 'msg_subject',
  beginning: 'msg_begin_body',
  link: 'msg_url_access',
  error: 'error',
  code: 'code',
  detail: 'detail',
  url: 'url',
} as const;

/** Error codes tied to the user's account (the API page's table). */
export const ACCOUNT_CODES: readonly number[] = [102, 103];

/** Internal errors of the provider (the API page's table); 501 and 503 say that it knows no such action, or no such infos. */
export const INTERNAL_CODES: readonly number[] = [203, 204, 501, 503, 504, 505, 900];

/** The suite's privacy error: the user has not let this service in. It is the root element, sent with HTTP 500. */
export const PRIVACY_CODE = -3;
export const PRIVACY_DETAIL = 'PrivacyAccessDeniedException';
