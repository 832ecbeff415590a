import { answerDocument, countNode, errorDocument, overviewNode } from '../../src/gateway/api/answer-xml';
import type { MessageSummary } from '../../src/gateway/mailbox/mailbox';
import { identityOf } from '../identity-of';

/** An hour ago: no mail is in the future, or too old for a notification. */
const FIRST = Date.now() - 60 * 60_000;

/** The extension's id of an account's nth mail; the first is 1. */
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

export function answerWith(account: string, mails: number, beginning = 'Hello'): string {
  const listed = Array.from({ length: mails }, (_, index) => mails - index).map(n =>
    mailOf(account, n, beginning),
  );
  return answerListing(listed, mails, mails);
}

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
