import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import type { ActionResult } from '../mailbox';

/** The results of one action so far. After a lost connection, the action goes on with the other messages. */
export interface ActionProgress {
  /** When it aborts, no more commands are sent: the caller has its answer. */
  readonly time: AbortSignal;
  readonly left: () => readonly string[];
  /** They are there. Returns those that were not found before. */
  found(ids: Iterable<string>): readonly string[];
  /** Whether the message was unread in this folder before the action began. `read`: as it is now. */
  wasUnread(id: string, path: string, read: boolean): boolean;
  /** Done, or refused for this reason. A message that lies in several folders is refused if one of them refuses. */
  settle(id: string, reason?: RefusalReason): void;
  /** It isn't there. If it was before the connection was lost, the action has been done. */
  missing(id: string): void;
  /** The folder will look different. */
  touch(path: string): void;
  readonly touched: ReadonlySet<string>;
  /** Returns a result for each id, in their order. The unfinished ones are refused with the reason `otherwise`. */
  results(otherwise: RefusalReason): readonly ActionResult[];
}

export function createActionProgress(ids: readonly string[], time: AbortSignal): ActionProgress {
  const results = new Map<string, ActionResult>();
  const seen = new Set<string>();
  const touched = new Set<string>();
  const unread = new Map<string, boolean>();
  return {
    time,
    left: () => [...new Set(ids)].filter(id => !results.has(id)),
    found(them) {
      const fresh = [...them].filter(id => !seen.has(id));
      for (const id of fresh) seen.add(id);
      return fresh;
    },
    wasUnread(id, path, read) {
      const key = JSON.stringify([id, path]);
      const before = unread.get(key) ?? !read;
      unread.set(key, before);
      return before;
    },
    settle(id, reason) {
      if (reason !== undefined) results.set(id, { id, status: 'refused', reason });
      else if (!results.has(id)) results.set(id, { id, status: 'done' });
    },
    missing: id => void results.set(id, { id, status: seen.has(id) ? 'done' : 'gone' }),
    touch: path => void touched.add(path),
    touched,
    results: otherwise => ids.map(id => results.get(id) ?? { id, status: 'refused', reason: otherwise }),
  };
}
