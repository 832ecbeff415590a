import { beforeEach, expect, test } from 'vitest';
import { invitationText } from '../../../src/gateway/text/invitation';
import { beIn, comeHome } from '../../time-zone';

comeHome();
beforeEach(() => beIn('Europe/Paris'));

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Eastern Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'END:STANDARD',
  'END:VTIMEZONE',
];
const calendar = (...event: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...ZONE,
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

test.each([
  ['in UTC', ['SUMMARY:Lunch', 'DTSTART:20261124T113000Z'], 'Lunch, 2026-11-24 12:30'],
  [
    'with a place',
    ['SUMMARY:Lunch', 'DTSTART:20261124T113000Z', 'LOCATION:Room 3'],
    'Lunch, 2026-11-24 12:30, Room 3',
  ],
  [
    'in another zone',
    ['SUMMARY:Lunch', 'DTSTART;TZID=Eastern Time:20261124T113000'],
    'Lunch, 2026-11-24 17:30',
  ],
  ['without a zone', ['SUMMARY:Lunch', 'DTSTART:20261124T113000'], 'Lunch, 2026-11-24 11:30'],
  ['all day', ['SUMMARY:Fair', 'DTSTART;VALUE=DATE:20261124'], 'Fair, 2026-11-24'],
  ['with commas', ['SUMMARY:Ann\\, Bob', 'DTSTART:20261124T113000Z'], 'Ann, Bob, 2026-11-24 12:30'],
  ['without a time', ['SUMMARY:Lunch'], 'Lunch'],
])('an event %s', (_what, event, text) => {
  expect(invitationText(calendar(...event))).toBe(text);
});

test('a calendar that is cut is read as far as it goes', () => {
  const whole = calendar('SUMMARY:Lunch', 'DTSTART:20261124T113000Z', `DESCRIPTION:${'x'.repeat(500)}`);
  expect(invitationText(whole.slice(0, -200))).toBe('Lunch, 2026-11-24 12:30');
});

test.each(['', 'Hello', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:X'])(
  '%j is no invitation',
  text => {
    expect(invitationText(text)).toBe('');
  },
);

const inZoneWith = (rule: string, first = '16010101T020000') =>
  calendar('SUMMARY:Lunch', 'DTSTART;TZID=Eastern Time:20261124T113000')
    .replace('DTSTART:16010101T020000', `DTSTART:${first}`)
    .replace('END:STANDARD', `${rule}\r\nEND:STANDARD`);

test.each([
  'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
  'RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=1;BYMONTH=10;BYDAY=-1SU',
])('a time zone with %s', rule => {
  expect(invitationText(inZoneWith(rule))).toBe('Lunch, 2026-11-24 17:30');
});

test.each([
  'RRULE:FREQ=MINUTELY',
  'RRULE:FREQ=SECONDLY',
  'RRULE:FREQ=DAILY',
  'RRULE:FREQ=YEARLY;BYMONTH=1;BYMINUTE=1,2,3',
  'RRULE:FREQ=YEARLY;BYDAY=MO',
  'RRULE:FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO,TU',
  Array(200).fill('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU').join('\r\n'),
])('a time is local if its zone has %s, which would take long to compute', rule => {
  expect(invitationText(inZoneWith(rule))).toBe('Lunch, 2026-11-24 11:30');
});
