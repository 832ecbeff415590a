import { mail } from '../../imap/mails';

const SENTENCE = 'Le facteur passe tous les matins, qu’il pleuve ou qu’il vente. ';

/** A typical newsletter: a long style sheet, tables within tables, in base64. */
function newsletter(n: number): string {
  const style = `.c${n} { margin: 0; padding: 4px; color: #333 }\n`.repeat(200);
  const row = `<table width="100%"><tr><td style="padding:8px"><p>${SENTENCE}</p><a href="https://news.example/${n}">Lire</a></td></tr></table>`;
  const html = `<html><head><style>${style}</style></head><body>${row.repeat(80)}</body></html>`;
  const lines =
    Buffer.from(html)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return mail(`Newsletter ${n}`, lines.join('\r\n'), [
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]);
}

function reply(n: number): string {
  const quoted = `> ${SENTENCE}\r\n`.repeat(50);
  const body = `${SENTENCE.repeat(3)}\r\n\r\nLe 24 nov. 2026, Marie a écrit :\r\n${quoted}-- \r\nJean`;
  return mail(`Re: message ${n}`, body, ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8']);
}

/** The nth mail of a mailbox. One in three is a newsletter. */
export const benchMail = (n: number): string => (n % 3 === 0 ? newsletter(n) : reply(n));
