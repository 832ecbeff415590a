import type { Counts } from '../mailbox';
import type { FolderView } from './folder-view';

/**
 * Counts a mail that lies in several folders once, by its id on the server. It is unread if one of its copies is. A mail
 * without an id counts in each folder.
 * @param doubles how many listed messages without ids are copies of another one
 */
export function countMail(views: readonly FolderView[], doubles: number): Counts {
  let [emails, unread] = [0, 0];
  for (const view of views) {
    emails += view.emails - (view.emailIds?.all.size ?? 0);
    unread += view.unread - (view.emailIds?.unread.length ?? 0);
  }
  const ids = views.flatMap(({ emailIds }) => emailIds ?? []);
  return {
    emails: emails + countDistinct(ids.map(({ all }) => all.values())),
    unread: unread + countDistinct(ids.map(folder => folder.unread)) - doubles,
    sms: undefined,
  };
}

/** Each of several copies in one folder counts: mail programs show them all. */
function countDistinct(folders: ReadonlyArray<Iterable<string>>): number {
  const most = new Map<string, number>();
  let count = 0;
  for (const ids of folders) {
    const times = new Map<string, number>();
    for (const id of ids) {
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      if (time <= (most.get(id) ?? 0)) continue;
      most.set(id, time);
      count += 1;
    }
  }
  return count;
}
