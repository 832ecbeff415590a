/** The names of the Personal Messages API, version 2, from its provider's page. */

export const ACTION = 'getPersonalMessages';

export const INFOS = ['NoEMails', 'NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed'] as const;
export type Info = (typeof INFOS)[number];

/** The request says `NoEMails`, the answer `NoEmails`: readers ignore case, writers use this table. */
export const ELEMENT_OF: Readonly<Record<Info, string>> = {
  NoEMails: 'NoEmails',
  NoUnReadMails: 'NoUnReadMails',
  NoSMS: 'NoSMS',
  EmailsLastNDetailed: 'EmailsLastNDetailed',
};

/** The actions that a server may support (docs/actions.md). */
export const MAIL_ACTIONS = ['markRead', 'markUnread', 'archive', 'delete'] as const;
export type MailAction = (typeof MAIL_ACTIONS)[number];

/** The actions of a POST. `restore` goes with `archive` and `delete`, `markAllRead` with `markRead`. */
export const POST_ACTIONS = [...MAIL_ACTIONS, 'restore', 'markAllRead'] as const;
export type PostAction = (typeof POST_ACTIONS)[number];

/** `gone`: there is no such message any more, so there is nothing to do. */
export const ACTION_STATUSES = ['done', 'gone', 'refused'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** Why a server refuses an action. */
export const REFUSAL_REASONS = ['read-only', 'quota', 'no-folder', 'unreachable', 'other'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const ELEMENT = {
  root: 'getPersonalMessagesReturn',
  data: 'Data',
  authorized: 'UserAuthorizedData',
  protected: 'UserProtectedData',
  dashboard: 'PrivacyDashboardURL',
  actions: 'SupportedActions',
  results: 'ActionResults',
  result: 'result',
  status: 'status',
  reason: 'reason',
  folders: 'Folders',
  folder: 'Folder',
  folderName: 'name',
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

/** Error codes about the user's account (the API page's table). */
export const ACCOUNT_CODES: readonly number[] = [102, 103];

/** Internal errors (the API page's table); 501 and 503 mean an unknown action and unknown infos. */
export const INTERNAL_CODES: readonly number[] = [203, 204, 501, 503, 504, 505, 900];

/** In answer to a call with a service ID: the server refuses the service, or the token isn't this service's. */
export const SERVICE_CODE = 501;

/** The suite's privacy error: no access for this service. Root element, sent with HTTP 500. */
export const PRIVACY_CODE = -3;
export const PRIVACY_DETAIL = 'PrivacyAccessDeniedException';
