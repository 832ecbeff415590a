import ICAL from 'ical.js';

/** Characters of a calendar to read. */
const MAX_LENGTH = 64 * 1024;

/** Rules of one time zone: two for each period in which it changed to summer time in the same way. */
const MAX_RULES = 8;

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * Summary, time and place of the first event of an iCalendar file (RFC 5545), which may be cut: `Lunch,
 * 2026-11-24 12:30, Room 3`. The time is in this machine's zone, in digits because answers have no language.
 * A time in a zone with unusual rules is read as a local time. Empty if there is no event.
 */
export function invitationText(calendar: string): string {
  try {
    const whole = new ICAL.Component(ICAL.parse(closed(calendar.slice(0, MAX_LENGTH))));
    const event = whole.getFirstSubcomponent('vevent');
    if (!event) return '';
    // ical.js computes every change of a zone since its first year: a change each minute would take minutes.
    for (const zone of whole.getAllSubcomponents('vtimezone')) {
      if (!changesYearly(zone)) whole.removeSubcomponent(zone);
    }
    const { summary, startDate, location } = new ICAL.Event(event);
    return [summary, startDate && timeOf(startDate), location].filter(Boolean).join(', ');
  } catch {
    return '';
  }
}

/** Whether a time zone changes at most once a year by each rule, such as on the last Sunday of March. */
function changesYearly(zone: ICAL.Component): boolean {
  const periods = zone.getAllSubcomponents();
  const rules = periods.flatMap(period => period.getAllProperties('rrule'));
  return (
    rules.length <= MAX_RULES &&
    rules.every(rule => isYearly(rule.getFirstValue())) &&
    periods.every(period => startYear(period) >= 1600)
  );
}

function isYearly(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur)) return false;
  const { BYMONTH = [], BYDAY = [], ...others } = rule.parts;
  return (
    rule.freq === 'YEARLY' &&
    BYMONTH.length <= 1 &&
    BYDAY.length <= BYMONTH.length &&
    BYDAY.every(day => /^[+-]?\d/.test(String(day))) &&
    Object.keys(others).length === 0
  );
}

function startYear(period: ICAL.Component): number {
  const start = period.getFirstPropertyValue('dtstart');
  return start instanceof ICAL.Time ? start.year : 0;
}

function timeOf(time: ICAL.Time): string {
  const date = time.toJSDate();
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return time.isDate ? day : `${day} ${[date.getHours(), date.getMinutes()].map(twoDigits).join(':')}`;
}

/** Ends the components that are still open, without the line in which the file is cut. */
function closed(calendar: string): string {
  const text = /END:VCALENDAR\s*$/i.test(calendar)
    ? calendar
    : calendar.slice(0, calendar.lastIndexOf('\n') + 1);
  const open: string[] = [];
  for (const [, mark = '', name = ''] of text.matchAll(/^(BEGIN|END):([\w-]+)\s*$/gim)) {
    if (mark.toUpperCase() === 'BEGIN') open.push(name);
    else open.pop();
  }
  return (
    text +
    open
      .toReversed()
      .map(name => `END:${name}\r\n`)
      .join('')
  );
}
