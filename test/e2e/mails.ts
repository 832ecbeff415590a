import { answerDocument, countNode, errorDocument, overviewNode } from '../../src/gateway/api/answer-xml';
import type { MessageSummary } from '../../src/gateway/mailbox/mailbox';
import { identityOf } from '../identity-of';

/** An hour ago, so that no mail is from the future or too old to be news. */
const FIRST = Date.now() - 60 * 60_000;

/** What the extension knows an account's nth mail by; the first is 1. */
export function mailId(account: string, n: number): string {
  return identityOf(mailOf(account, n, ''));
}

function mailOf(account: string, n: number, beginning: string): MessageSummary {
  return {
    id: `${account}-${n}`,
    from: { name: `Sender ${n}`, address: `sender${n}@mail.example` },
    date: new Date(FIRST + n * 1000),
    subject: `Mail ${n}`,
    beginning,
    read: false,
    link: `https://mail.example/${account}-${n}`,
  };
}

/** A mailbox's answer with all of its mails unread, the newest first. */
export function answerWith(account: string, mails: number, beginning = 'Hello'): string {
  const listed = Array.from({ length: mails }, (_, index) => mails - index).map(n =>
    mailOf(account, n, beginning),
  );
  return answerListing(listed, mails, mails);
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
