import type { Counts, MessageSummary } from '../mailbox';
import { countMail } from './count-mail';
import type { FolderView } from './folder-view';

/** An unread message. */
export interface ListedMail {
  readonly message: MessageSummary;
  /** Where it lies. */
  readonly paths: readonly string[];
  /** Whether the server has an id for it, so that its copies don't count. */
  readonly hasEmailId: boolean;
}

/** The result of the last look at the watched folders. */
export interface Look {
  readonly views: readonly FolderView[];
  /** The last ones of watched folders that the server doesn't open at present. */
  readonly absent: readonly FolderView[];
  /** Newest first, also of absent folders. */
  readonly mails: readonly ListedMail[];
}

/** The paths of some of the folders. */
type Chosen = ReadonlySet<string>;

export function countsIn({ views, absent, mails }: Look, chosen: Chosen): Counts {
  return countMail(
    [...views, ...absent].filter(({ path }) => chosen.has(path)),
    doublesIn(mails, chosen),
  );
}

/** How many of the messages in these folders are copies of another one, and have no id of the server. */
export function doublesIn(mails: readonly ListedMail[], chosen: Chosen): number {
  return mails
    .filter(({ hasEmailId }) => !hasEmailId)
    .map(({ paths }) => paths.filter(path => chosen.has(path)).length - 1)
    .reduce((sum, doubles) => sum + Math.max(0, doubles), 0);
}

export function messagesIn(
  mails: readonly ListedMail[],
  limit: number,
  chosen: Chosen,
): readonly MessageSummary[] {
  return mails
    .filter(({ paths }) => paths.some(path => chosen.has(path)))
    .slice(0, limit)
    .map(({ message }) => message);
}
