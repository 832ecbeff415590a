import fc from 'fast-check';
import { aLife } from './arbitrary';
import { IDS, isCertain, LIVES, SERVER_KINDS, type ServerKind } from './model';
import { type Life, live } from './run';

const COLUMNS = ['came', 'lost', 'again', 'old', 'overcounted'] as const satisfies (keyof Life)[];

/** Why some announcements are wrong with this kind of server. */
function reasonOf({ order, emails, unread }: ServerKind): string {
  if (!order.startsWith('undated')) {
    if (unread)
      return 'late by more than a day, where only a date tells a late mail from one marked as unread';
    return emails
      ? 'a sum beyond the list: what came as read, or was deleted meanwhile, is not told from it'
      : 'a sum beyond the list is not told at all';
  }
  if (emails && unread) return 'a mail that came is not told from one that came into view';
  if (unread) return 'a mail that was marked as unread is not told from one that came';
  return emails ? 'only what stands above a known mail is new' : 'nothing tells new mail from old';
}

/**
 * Runs the same lives with each included kind of server that is not certain. Returns a Markdown table with
 * the number of new mails and of wrong announcements.
 */
export function residueTable(isIncluded: (kind: ServerKind) => boolean): string {
  const lives = fc.sample(aLife, { numRuns: LIVES, seed: 18 });
  const rows = new Map<string, Map<ServerKind['ids'], number[]>>();
  for (const kind of SERVER_KINDS.filter(it => isIncluded(it) && !isCertain(it))) {
    const counts = [kind.emails && 'NoEMails', kind.unread && 'NoUnReadMails'].filter(Boolean);
    const key = `${kind.order} | ${counts.join(' and ') || 'no count'} | ${reasonOf(kind)}`;
    const byIds = rows.get(key) ?? new Map<ServerKind['ids'], number[]>();
    const sums = byIds.get(kind.ids) ?? COLUMNS.map(() => 0);
    for (const steps of lives) {
      const life = live(kind, steps);
      COLUMNS.forEach((column, index) => {
        sums[index] = (sums[index] ?? 0) + life[column];
      });
    }
    rows.set(key, byIds.set(kind.ids, sums));
  }
  const lines = [...rows].flatMap(([key, byIds]) => {
    const [order, counts, reason] = key.split(' | ');
    const distinct = new Map<string, ServerKind['ids'][]>();
    for (const [ids, sums] of byIds) {
      const cells = sums.join(' | ');
      distinct.set(cells, [...(distinct.get(cells) ?? []), ids]);
    }
    return [...distinct].map(([cells, ids]) => {
      const which = ids.length === IDS.length ? 'any' : ids.join(', ');
      return `| ${order} | ${counts} | ${which} | ${cells} | ${reason} |`;
    });
  });
  return [
    `| list | told | ids | ${COLUMNS.join(' | ')} | why |`,
    '|---|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
