/** Some servers take no longer command than 8 KiB (RFC 7162, 4). */
const LONGEST = 4000;

/** UIDs as sequence sets such as `1:3,7`, each short enough for one command. Without duplicates, lowest first. */
export function uidSets(uids: readonly number[]): Array<{ readonly set: string; readonly uids: number[] }> {
  const sets: Array<{ set: string; uids: number[] }> = [];
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (sorted[to + 1] === (sorted[to] ?? 0) + 1) to++;
    const range = to === from ? `${sorted[from]}` : `${sorted[from]}:${sorted[to]}`;
    const last = sets.at(-1);
    const within = sorted.slice(from, to + 1);
    if (last !== undefined && last.set.length + range.length < LONGEST) {
      last.set += `,${range}`;
      last.uids.push(...within);
    } else sets.push({ set: range, uids: within });
    from = to + 1;
  }
  return sets;
}
