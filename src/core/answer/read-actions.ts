import type { ActionResult, Count, Folder } from './answer';
import { cut, MAX_FOLDER_NAME, MAX_FOLDERS } from './answer-limits';
import { byName, type Part, within } from './answer-part';
import {
  ACTION_STATUSES,
  ELEMENT,
  ELEMENT_OF,
  MAIL_ACTIONS,
  type MailAction,
  REFUSAL_REASONS,
} from './api-vocabulary';

/** The elements of docs/actions.md, which the provider's page doesn't have. */

const MAX_RESULTS = 1000;

/** This leaves out the actions that Facteur doesn't know. Undefined if Facteur knows none. */
export function readActions(part: Part | undefined): MailAction[] | undefined {
  const words = (part?.text(1000) ?? '').toLowerCase().split(/[\s,]+/);
  const actions = MAIL_ACTIONS.filter(action => words.includes(action.toLowerCase()));
  return actions.length > 0 ? actions : undefined;
}

/** Undefined if the server tells no folder. A folder without a name is left out. */
export function readFolders(
  part: Part | undefined,
  readCount: (text: string) => Count,
): Folder[] | undefined {
  const folders = [...(part ? within(part, ELEMENT.folder.toLowerCase()) : [])]
    .slice(0, MAX_FOLDERS)
    .map((folder): Folder => {
      const fields = byName(folder);
      const count = (name: string) => readCount(fields.get(name.toLowerCase())?.text(100) ?? '');
      return {
        name: cut(fields.get(ELEMENT.folderName)?.text() ?? '', MAX_FOLDER_NAME),
        emails: count(ELEMENT_OF.NoEMails),
        unread: count(ELEMENT_OF.NoUnReadMails),
      };
    })
    .filter(({ name }) => name !== '');
  return folders.length > 0 ? folders : undefined;
}

/** A result with an unknown status is left out; an unknown reason is `other`. */
export function readResults(part: Part): ActionResult[] {
  return [...within(part, ELEMENT.result)].slice(0, MAX_RESULTS).flatMap((result): ActionResult[] => {
    const fields = byName(result);
    const word = (name: string) => fields.get(name)?.text(100).toLowerCase() ?? '';
    const status = ACTION_STATUSES.find(it => it === word(ELEMENT.status));
    const messageId = fields.get(ELEMENT.id)?.text() ?? '';
    if (!status || !messageId) return [];
    if (status !== 'refused') return [{ messageId, status }];
    return [
      { messageId, status, reason: REFUSAL_REASONS.find(it => it === word(ELEMENT.reason)) ?? 'other' },
    ];
  });
}
