import {
  ELEMENT,
  ELEMENT_OF,
  INFOS,
  type Info,
  MAIL_ACTIONS,
  PRIVACY_CODE,
  PRIVACY_DETAIL,
} from '../../core/answer/api-vocabulary';
import type { ActionResult, FolderCounts, MessageSummary } from '../mailbox/mailbox';
import { asHeader, formatMailDate, formatSender } from '../text/mail-text';
import { element, type Xml, xmlDocument } from '../text/xml';

/** The API page has this text in every error. */
const DETAIL = 'Error encountered. Please contact api support team with the error code number';

export interface ApiAnswer {
  readonly values: ReadonlyMap<Info, Xml>;
  readonly withheld: ReadonlySet<Info>;
  readonly dashboard: string;
  /** Whether the caller may act on the messages. */
  readonly mayAct?: boolean;
  /** The watched folders, with the counts that the user allows. */
  readonly folders?: readonly Partial<FolderCounts>[];
}

/** Always has both sections, each in the order of the API page's table. */
export function answerDocument({
  values,
  withheld,
  dashboard,
  mayAct = false,
  folders = [],
}: ApiAnswer): string {
  const authorized = INFOS.flatMap(info => values.get(info) ?? []);
  const withheldNodes = INFOS.filter(info => withheld.has(info)).map(info => element(ELEMENT_OF[info]));
  const data = element(ELEMENT.data, [
    element(ELEMENT.authorized, authorized),
    element(ELEMENT.protected, withheldNodes),
    element(ELEMENT.dashboard, dashboard),
    ...(mayAct ? [element(ELEMENT.actions, MAIL_ACTIONS.join())] : []),
    ...(folders.length > 0 ? [element(ELEMENT.folders, folders.map(folderNode))] : []),
  ]);
  return xmlDocument(element(ELEMENT.root, [data]));
}

function folderNode({ name = '', emails, unread }: Partial<FolderCounts>): Xml {
  return element(ELEMENT.folder, [
    element(ELEMENT.folderName, name),
    ...(emails === undefined ? [] : [countNode('NoEMails', emails)]),
    ...(unread === undefined ? [] : [countNode('NoUnReadMails', unread)]),
  ]);
}

export function countNode(info: Info, count: number): Xml {
  return element(ELEMENT_OF[info], count);
}

export function overviewNode(
  messages: readonly MessageSummary[],
  linkTo: (message: MessageSummary) => string,
): Xml {
  const nodes = messages.map(message => {
    const { id, from, date, subject, beginning } = message;
    return element(ELEMENT.message, [
      element(ELEMENT.id, id),
      element(ELEMENT.from, formatSender(from)),
      element(ELEMENT.date, formatMailDate(date)),
      element(ELEMENT.subject, asHeader(subject)),
      element(ELEMENT.beginning, beginning),
      element(ELEMENT.link, linkTo(message)),
    ]);
  });
  return element(ELEMENT_OF.EmailsLastNDetailed, [element(ELEMENT.messages, nodes)]);
}

/** The answer to an action, with a result for each message. */
export function resultsDocument(results: readonly ActionResult[]): string {
  const nodes = results.map(result =>
    element(ELEMENT.result, [
      element(ELEMENT.id, result.id),
      element(ELEMENT.status, result.status),
      ...(result.status === 'refused' ? [element(ELEMENT.reason, result.reason)] : []),
    ]),
  );
  const data = element(ELEMENT.data, [element(ELEMENT.results, nodes)]);
  return xmlDocument(element(ELEMENT.root, [data]));
}

export function errorDocument(code: number): string {
  const error = element(ELEMENT.error, [element(ELEMENT.code, code), element(ELEMENT.detail, DETAIL)]);
  return xmlDocument(element(ELEMENT.root, [error]));
}

/** The privacy error, whose root is `error`. The client appends `&urlRetour=` to `privacyPage`. */
export function privacyErrorDocument(privacyPage: string): string {
  return xmlDocument(
    element(ELEMENT.error, [
      element(ELEMENT.code, PRIVACY_CODE),
      element(ELEMENT.detail, PRIVACY_DETAIL),
      element(ELEMENT.url, privacyPage),
    ]),
  );
}
