const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * RFC 5322 §4.3, obsolete zones, and those of Europe, in minutes east of UTC. IST and others that name several zones
 * aren't among them, and count as UTC, as a single letter does: that section asks for it.
 */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
};

/** The zone farthest from Greenwich, in hours: Kiribati's. */
const MAX_ZONE = 14;

const DAY = String.raw`(?<day>\d{1,2})\.?`;
const MONTH = String.raw`(?<month>[a-z]{3})[a-z]*\.?`;
const YEAR = String.raw`(?<year>\d{2,4})(?!\d)`;
const TIME = String.raw`(?<hour>\d{1,2})\s?[:.]\s?(?<minute>\d{2})(?:\s?[:.]\s?(?<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s?(?<half>[ap])\.?m\b\.?)?`;
const ZONE = String.raw`(?<zone>(?:gmt|utc?)?[+-]\d{1,2}:?(?:\d{2})?(?!\d)|[a-z]{1,5}\b)`;

/** `Mon, 23 Nov 2026 09:00:00 +0100`, as RFC 5322 has it. */
const RFC_5322 = new RegExp(
  `\\b${DAY}[ -]{1,3}${MONTH}[ -]{1,3}${YEAR},? (?:at )?${TIME}(?: ?${ZONE})?`,
  'i',
);
/** `Mon Nov 23 09:00:00 2026`, as asctime and the Unix command date write it. */
const ASCTIME = new RegExp(`\\b${MONTH} ${DAY} ${TIME}(?: ${ZONE})? ${YEAR}`, 'i');
/** `November 23, 2026 9:00 AM`. */
const AMERICAN = new RegExp(`\\b${MONTH} ${DAY},? ${YEAR},? (?:at )?${TIME}(?: ?${ZONE})?`, 'i');
/** `2026-11-23T09:00:00+01:00`, also with a space and a zone's name. */
const ISO_8601 = new RegExp(
  `^(?<year>\\d{4})(?<dash>[-/])(?<month>\\d{2})\\k<dash>(?<day>\\d{2})(?:[t ]${TIME}(?: ?${ZONE}(?: [a-z]{1,5})?)?)?$`,
  'i',
);

const FORMS = [ISO_8601, RFC_5322, ASCTIME, AMERICAN];

/** No date of a mail is longer, in UTF-16 units. */
const MAX_LENGTH = 200;

/**
 * When a mail was sent, in ms since 1970, or undefined where the text is no date. Never throws.
 * Reads RFC 5322 (comments and the weekday don't count: the provider's example calls a Tuesday a Sunday), its obsolete
 * forms, what asctime writes, what Americans write, and ISO 8601. A missing, unknown or impossible zone is read as UTC.
 */
export function parseMailDate(text: string): number | undefined {
  const plain = withoutComments(text).replace(/\s+/g, ' ').trim();
  if (plain.length > MAX_LENGTH) return undefined;
  for (const form of FORMS) {
    const groups = form.exec(plain)?.groups;
    if (groups) return timeOf(groups);
  }
  return undefined;
}

function timeOf(groups: Readonly<Record<string, string>>): number | undefined {
  const { year = '', month = '', day, hour = 0, minute = 0, second = 0, half = '', zone = '' } = groups;
  const monthIndex = /^\d+$/.test(month) ? Number(month) - 1 : MONTHS.indexOf(month.toLowerCase());
  const parts = [
    fullYear(year),
    monthIndex,
    Number(day),
    hourOf(Number(hour), half.toLowerCase()),
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

/** 12 am is midnight, and 12 pm noon. NaN where the half of the day doesn't fit. */
function hourOf(hour: number, half: string): number {
  if (half === '') return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** `Date.UTC` rolls 31 February over into March; a mail's date that does so is no date. A leap second may. */
function isRealDate(parts: readonly [number, number, number, number, number, number], time: number): boolean {
  const [year, month, day, hour, minute, second] = parts;
  if (Number.isNaN(time) || month < 0 || hour > 23 || minute > 59 || second > 60) return false;
  const date = new Date(time - (second === 60 ? 1000 : 0));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day;
}

function zoneMinutes(zone: string): number {
  const offset = /^[a-z]*([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!offset) return ZONES[zone.toUpperCase()] ?? 0;
  const [, sign, hours, minutes = 0] = offset;
  if (Number(hours) > MAX_ZONE || Number(minutes) > 59) return 0;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}
