import ICAL from 'ical.js';

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * Summary, time and place of the first event of an iCalendar file (RFC 5545), which may be cut: `Lunch,
 * 2026-11-24 12:30, Room 3`. The time is in this machine's zone, in digits because answers have no language.
 * Empty if there is no event.
 */
export function invitationText(calendar: string): string {
  try {
    const event = new ICAL.Component(ICAL.parse(closed(calendar))).getFirstSubcomponent('vevent');
    if (!event) return '';
    const { summary, startDate, location } = new ICAL.Event(event);
    return [summary, startDate && timeOf(startDate), location].filter(Boolean).join(', ');
  } catch {
    return '';
  }
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
