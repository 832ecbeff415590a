import { withIdentities } from '../../src/core/identity';
import { answerDocument, countNode, errorDocument, overviewNode } from '../../src/gateway/answer-xml';
import type { MessageSummary } from '../../src/gateway/mailbox';

/** An hour ago, in whole seconds, so that no mail is from the future or too old to be news. */
const FIRST = Math.floor(Date.now() / 1000) * 1000 - 60 * 60_000;

/** The id by which the extension knows an account's nth mail; the first is 1. */
export function mailId(account: string, n: number): string {
  const { id, date, link, ...mail } = mailOf(account, n, '');
  return withIdentities([{ ...mail, messageId: id, date: date.getTime(), link }])[0]?.id ?? '';
}

/** A mailbox's answer with all of its mails unread, the newest first. */
export function answerWith(account: string, mails: number, beginning = 'Hello'): string {
  const listed = Array.from({ length: mails }, (_, index) => mailOf(account, mails - index, beginning));
  return answerListing(listed, mails, mails);
}

function mailOf(account: string, n: number, beginning: string) {
  const id = `${account}-${n}`;
  return {
    id,
    from: { name: `Sender ${n}`, address: `sender${n}@mail.example` },
    date: new Date(FIRST + n * 1000),
    subject: `Mail ${n}`,
    beginning,
    read: false,
    link: `https://mail.example/${id}`,
  };
}

/** An answer that lists these mails in this order, each with its link. */
export function answerListing(listed: readonly MessageSummary[], emails: number, unread: number): string {
  return answerDocument({
    values: new Map([
      ['NoEMails', countNode('NoEMails', emails)],
      ['NoUnReadMails', countNode('NoUnReadMails', unread)],
      ['EmailsLastNDetailed', overviewNode(listed, ({ link = '' }) => link)],
    ]),
    withheld: new Set(),
    dashboard: 'https://mail.example/privacy',
  });
}

export { errorDocument };
