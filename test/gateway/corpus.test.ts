import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { partsOf } from '../../src/gateway/mailbox/imap/body-parts';
import { previewOfParts, readsForPreview } from '../../src/gateway/mailbox/imap/preview-parts';
import { headersOf } from '../../src/gateway/text/mail-headers';
import { formatSender } from '../../src/gateway/text/mail-text';
import { beIn, comeHome } from '../time-zone';
import { splitMail } from './split-mail';

const ANN = 'Ann Lee <ann@example.org>';

/** What a person expects in a notification about each mail in test/mails: sender, subject, beginning. */
const MAILS: Readonly<Record<string, readonly [string, string, string]>> = {
  'b64-list-footer': [
    ANN,
    'base64 with mailing-list footer',
    'Le vrai texte du message, en base64, qui fait plus d’une ligne pour être bien certain de la chose. liste mailing list liste@lists.example.org',
  ],
  'body-iso-2022-jp': [ANN, 'こんにちは desu', 'こんにちは desu'],
  'calendar-only': [ANN, 'Invitation, calendar only', 'Réunion de service, 2026-11-24 10:00, Salle 3'],
  'flowed-delsp': [ANN, 'flowed delsp', '日本語の長い行がここで折り返されます。'],
  'from-bidi': ['knab Bank <x@example.org>', 'gpj.exe ok', 'body'],
  'from-comma-unquoted': ['"Lee, Ann" <ann@example.org>', 'from comma unquoted', 'body'],
  'from-empty': ['', 'from empty', 'body'],
  'from-group': ['Undisclosed', 'from group empty', 'body'],
  'from-several': ['Ann <ann@example.org>', 'from several', 'body'],
  'fwd-as-attachment-only': [ANN, 'forwarded as attachment', 'inner subject Inner text'],
  'html-gmail-reply': [ANN, 'html gmail-reply', 'Oui, merci. Ancien texte'],
  'html-meta-charset-lie': [ANN, 'html meta-charset-lie', 'été en UTF-8'],
  'latin1-labelled-utf8': [ANN, 'latin1 labelled utf8', 'À bientôt, été chez Zoé'],
  'latin1-no-charset': [ANN, 'no charset latin1', 'À bientôt, été'],
  'mp-first-empty-text': [ANN, 'empty text then html', 'Le HTML'],
  'mp-text-html-in-plain': [ANN, 'html sent as text/plain', 'Bonjour Ann'],
  'nl-long-links': [ANN, 'plain: links without brackets', 'Bonjour Ann, votre commande est partie.'],
  'nl-preheader-hidden': [
    ANN,
    'Newsletter hidden preheader',
    'Soldes : jusqu’à -50 % ce week-end Bonjour Ann Le contenu de la lettre.',
  ],
  'nl-style-60k': [ANN, '60k style before body', 'Après soixante mille octets'],
  'nl-view-online': [ANN, 'plain: view online', 'Grande nouvelle Nous ouvrons samedi.'],
  'pgp-inline': [ANN, 'pgp inline signed', 'Le vrai texte signé.'],
  'pgp-mime': [ANN, 'pgp mime', 'Encrypted message'],
  'raw-8bit-latin1-headers': ['Zoé Müller <zoe@example.org>', 'Été à la plage', 'body é'],
  're-fr-orange': [ANN, 'Re: fr-orange', 'Oui. Ancien texte'],
  're-outlook-de': [ANN, 'Re: outlook-de', 'Danke! Alter Text.'],
  're-outlook-fr': [ANN, 'Re: outlook-fr', 'Merci, à demain. Ancien texte de Bob.'],
  'rfc2047-in-addr': [
    'Service client <service@example.org>',
    '=?UTF-8?B?invalid base64 here?= espaces dans le mot',
    'body',
  ],
  'win1252-as-iso88591': [ANN, 'L’été – 10 €', 'L’été – 10 € “oui”'],
};

comeHome();
beforeEach(() => beIn('Europe/Paris'));

/** Fetches as from a server, in as many rounds as it takes. */
function read(mail: Buffer) {
  const { headers, structure, sections } = splitMail(mail);
  const { preview: sources } = partsOf(structure);
  const fetched = new Map<string, Buffer>();
  let rounds = 0;
  for (let reads = readsForPreview(sources); reads.length > 0; reads = readsForPreview(sources, fetched)) {
    rounds++;
    for (const { section, bytes } of reads) {
      fetched.set(section, sections.get(section)?.subarray(0, bytes) ?? Buffer.alloc(0));
    }
  }
  const { from, subject } = headersOf(headers);
  return { told: [formatSender(from), subject, previewOfParts(sources, fetched)], rounds };
}

test.each(Object.entries(MAILS))('%s', (name, expected) => {
  const { told, rounds } = read(readFileSync(`test/mails/${name}.eml`));
  expect(told).toEqual(expected);
  expect(rounds).toBeLessThanOrEqual(name === 'nl-style-60k' ? 2 : 1);
});

test('every mail is in the table', () => {
  expect(readdirSync('test/mails').toSorted()).toEqual(
    Object.keys(MAILS)
      .map(name => `${name}.eml`)
      .toSorted(),
  );
});
