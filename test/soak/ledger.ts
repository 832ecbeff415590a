export interface Popup {
  summary: string;
  body: string;
}

/** Compares the mail and SMS that arrived with the announcements. */
export interface Ledger {
  arrived: number;
  /** How often each mail was announced, by its number. A mail without an announcement is absent. */
  times: ReadonlyMap<number, number>;
  lost: number[];
  doubled: number[];
  sms: { arrived: number; announced: number };
  /** The texts of notifications that match no mail and no SMS. */
  strange: string[];
}

export function readPrinted(printed: string): Popup[] {
  const entry = /\tsummary: '(?<summary>.*)'\n\tbody: '(?<body>[\s\S]*?)'\n\ticon:/g;
  return [...printed.matchAll(entry)].map(({ groups }) => ({
    summary: groups?.summary ?? '',
    body: groups?.body ?? '',
  }));
}

/**
 * Compares the arrived mail with the notifications. A summary gives a count and names only some mails; all of its mails
 * are in the extension's storage.
 * @param summaries the numbers of the mails of each summary, from the extension's storage
 */
export function balance(
  arrived: number,
  arrivedSms: number,
  popups: readonly Popup[],
  summaries: readonly number[][],
): Ledger {
  const times = new Map<number, number>();
  const count = (n: number) => times.set(n, (times.get(n) ?? 0) + 1);
  const strange: string[] = [];
  const unmatched = summaries.map(numbers => [...numbers]);
  let sms = 0;
  for (const { summary, body } of popups) {
    const [, single] = /^Mail (\d+)$/m.exec(body) ?? [];
    const [, mails] = /^(\d+) new e-mails?$/.exec(summary) ?? [];
    const [, texts] = /^(\d+) new SMS$/.exec(summary) ?? [];
    if (texts) sms += Number(texts);
    else if (mails) {
      const named = [...body.matchAll(/: Mail (\d+)$/gm)].map(([, n]) => Number(n));
      const record = unmatched.findIndex(
        numbers => numbers.length === Number(mails) && named.every(n => numbers.includes(n)),
      );
      if (record < 0) strange.push(`${summary}: ${body}`);
      else for (const n of unmatched.splice(record, 1)[0] ?? []) count(n);
    } else if (single) count(Number(single));
    else strange.push(`${summary}: ${body}`);
  }
  const all = Array.from({ length: arrived }, (_, index) => index + 1);
  return {
    arrived,
    times,
    lost: all.filter(n => !times.has(n)),
    doubled: all.filter(n => (times.get(n) ?? 0) > 1),
    sms: { arrived: arrivedSms, announced: sms },
    strange,
  };
}

export function isBalanced({ lost, doubled, sms, strange }: Ledger): boolean {
  return lost.length + doubled.length + strange.length === 0 && sms.arrived === sms.announced;
}
