import type { GatewayMailbox } from '../gateway/mailbox/mailbox';
import type { Row } from './look';

/** The differences between what the extension shows and the mailbox; empty if there are none. */
export async function disagreements(
  mailbox: GatewayMailbox,
  badge: string,
  rows: Row[],
  listLength: number,
): Promise<string[]> {
  const { unread, sms = 0 } = await mailbox.counts();
  const listed = await mailbox.unread(listLength);
  const expected = unread + sms === 0 ? '' : String(unread + sms);
  const found: string[] = [];
  if (badge !== expected)
    found.push(`the badge shows "${badge}", the mailbox has ${unread} unread e-mails and ${sms} SMS`);
  if (rows.length !== listed.length)
    found.push(`the popup lists ${rows.length} e-mails, the mailbox ${listed.length}`);
  for (const [index, { id, date }] of listed.entries()) {
    const row = rows[index];
    if (!row) break;
    // The API's dates have whole seconds.
    const sameDate = Math.trunc(Date.parse(row.date) / 1000) === Math.trunc(date.getTime() / 1000);
    const sameMessage = new URL(row.url).pathname.endsWith(`/${encodeURIComponent(id)}`);
    if (!sameDate || !sameMessage)
      found.push(`row ${index + 1} of the popup is not the mailbox's e-mail ${id}`);
  }
  return found;
}
