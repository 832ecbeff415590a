import { answerDocument, countNode, overviewNode } from '../../../src/gateway/api/answer-xml';

const SENDERS = ['Marie Dupont', 'Jean-Luc Moreau', 'Bibliothèque municipale', 'Léa & Paul', 'Crèche'];
const SENTENCE = 'Le facteur passe tous les matins, qu’il pleuve ou qu’il vente, et sonne deux fois. ';

/**
 * An answer as the gateway writes it.
 * @param count how many messages it lists
 * @param first the number of the newest; each has a number of its own, one less than the one before
 */
export function answerText(count: number, first = count): string {
  const messages = Array.from({ length: count }, (_, i) => {
    const n = first - i;
    return {
      id: `mail-${n}`,
      from: { name: SENDERS[n % SENDERS.length] ?? '', address: `sender${n % 50}@example.com` },
      date: new Date(Date.UTC(2026, 10, 1) + n * 60_000),
      subject: `Message ${n}: à propos de demain`,
      read: false,
      beginning: SENTENCE.repeat(2).slice(n % 40),
    };
  });
  return answerDocument({
    values: new Map([
      ['NoEMails', countNode('NoEMails', count + first)],
      ['NoUnReadMails', countNode('NoUnReadMails', first)],
      ['NoSMS', countNode('NoSMS', 0)],
      ['EmailsLastNDetailed', overviewNode(messages, ({ id }) => `https://mail.example/read/${id}`)],
    ]),
    withheld: new Set(),
    dashboard: 'https://mail.example/privacy',
  });
}
