const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 §4.3, obsolete zones, in minutes east of UTC. A single letter counts as UTC, as that section asks. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
};

const RFC_5322 =
  /(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3})[a-z]*\.?[\s-]+(?<year>\d{2,4})[\s,]+(?<hour>\d{1,2})\s*:\s*(?<minute>\d{2})(?:\s*:\s*(?<second>\d{2}))?\s*(?<zone>[+-]\d{4}|[a-z]{1,5})?/i;
const ISO_8601 =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[t\s](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?\s*(?<zone>z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * When a mail was sent, in ms since 1970, or undefined where the text is no date.
 * Reads RFC 5322 (comments and the weekday don't count: the provider's example calls a Tuesday a Sunday),
 * its obsolete forms, and ISO 8601. A missing or unknown zone is read as UTC.
 */
export function parseMailDate(text: string): number | undefined {
  const plain = withoutComments(text).trim();
  const groups = (ISO_8601.exec(plain) ?? RFC_5322.exec(plain))?.groups;
  if (!groups) return undefined;
  const { year = '', month = '', day, hour = 0, minute = 0, second = 0, zone = '' } = groups;
  const monthIndex = /^\d+$/.test(month) ? Number(month) - 1 : MONTHS.indexOf(month.toLowerCase());
  const parts = [
    fullYear(year),
    monthIndex,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  const time = Date.UTC(...parts);
  return isRealDate(parts, time) ? time - zoneMinutes(zone) * 60_000 : undefined;
}

function withoutComments(text: string): string {
  let depth = 0;
  let plain = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += character;
  }
  return plain;
}

/** RFC 5322 §4.3: two digits below 50 are 20xx, others and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

/** `Date.UTC` rolls 31 February over into March; a mail's date that does so is no date. A leap second may. */
function isRealDate(parts: readonly [number, number, number, number, number, number], time: number): boolean {
  const [, month, day, hour, minute, second] = parts;
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return false;
  const date = new Date(time - (second === 60 ? 1000 : 0));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}

function zoneMinutes(zone: string): number {
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!offset) return ZONES[zone.toUpperCase()] ?? 0;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return offset[1] === '-' ? -minutes : minutes;
}
