import type { Sender } from '../../core/answer/answer';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** RFC 5322 (3.3): `Mon, 23 Nov 2026 14:05:00 +0100`. `offset` is in minutes east of UTC. */
export function formatMailDate(date: Date, offset = -date.getTimezoneOffset()): string {
  const local = new Date(date.getTime() + offset * 60_000);
  const day = `${WEEKDAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]}`;
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(twoDigits).join(':');
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
  return `${day} ${String(local.getUTCFullYear()).padStart(4, '0')} ${time} ${zone}`;
}

/** RFC 5322 (3.4): `Name <address>`, or one of them. Quotes a name with special characters. */
export function formatSender({ name, address }: Sender): string {
  const oneLine = name.replace(/\s+/g, ' ').trim();
  if (oneLine === '') return address;
  const shown = /[()<>[\]:;@\\,."]/.test(oneLine) ? `"${oneLine.replace(/[\\"]/g, '\\$&')}"` : oneLine;
  return address === '' ? shown : `${shown} <${address}>`;
}

/** Text that has `=?` as an encoded word (RFC 2047), because clients would decode a part of it. */
export function asHeader(text: string): string {
  return text.includes('=?') ? `=?utf-8?B?${Buffer.from(text).toString('base64')}?=` : text;
}

/** On one line. Never splits a character. */
export function beginningOf(text: string, length = 200): string {
  const oneLine = text
    .slice(0, length * 8)
    .replace(/\s+/g, ' ')
    .trim();
  if (oneLine.length <= length) return oneLine;
  let end = 0;
  for (let count = 0; count < length && end < oneLine.length; count++)
    end += (oneLine.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return oneLine.slice(0, end).trimEnd();
}
