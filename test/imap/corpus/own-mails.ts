import type { ExpectedMails } from './expected';

const ANN = 'Ann Lee <ann@example.org>';

/** The mails in `test/mails`. */
export const OWN_MAILS: ExpectedMails = {
  'b64-list-footer.eml': [
    ANN,
    'base64 with mailing-list footer',
    'Le vrai texte du message, en base64, qui fait plus d’une ligne pour être bien certain de la chose. liste mailing list liste@lists.example.org',
  ],
  'body-iso-2022-jp.eml': [ANN, 'こんにちは desu', 'こんにちは desu'],
  'calendar-only.eml': [ANN, 'Invitation, calendar only', 'Réunion de service, 2026-11-24 10:00, Salle 3'],
  'flowed-delsp.eml': [ANN, 'flowed delsp', '日本語の長い行がここで折り返されます。'],
  'from-bidi.eml': ['knab Bank <x@example.org>', 'gpj.exe ok', 'body'],
  'from-comma-unquoted.eml': ['"Lee, Ann" <ann@example.org>', 'from comma unquoted', 'body'],
  'from-empty.eml': ['', 'from empty', 'body'],
  'from-group.eml': ['Undisclosed', 'from group empty', 'body'],
  'from-several.eml': ['Ann <ann@example.org>', 'from several', 'body'],
  'fwd-as-attachment-only.eml': [ANN, 'forwarded as attachment', 'inner subject Inner text'],
  'html-gmail-reply.eml': [ANN, 'html gmail-reply', 'Oui, merci. Ancien texte'],
  'html-meta-charset-lie.eml': [ANN, 'html meta-charset-lie', 'été en UTF-8'],
  'latin1-labelled-utf8.eml': [ANN, 'latin1 labelled utf8', 'À bientôt, été chez Zoé'],
  'latin1-no-charset.eml': [ANN, 'no charset latin1', 'À bientôt, été'],
  'mp-first-empty-text.eml': [ANN, 'empty text then html', 'Le HTML'],
  'mp-text-html-in-plain.eml': [ANN, 'html sent as text/plain', 'Bonjour Ann'],
  'nl-long-links.eml': [ANN, 'plain: links without brackets', 'Bonjour Ann, votre commande est partie.'],
  'nl-preheader-hidden.eml': [
    ANN,
    'Newsletter hidden preheader',
    'Soldes : jusqu’à -50 % ce week-end Bonjour Ann Le contenu de la lettre.',
  ],
  'nl-style-60k.eml': [ANN, '60k style before body', 'Après soixante mille octets'],
  'nl-view-online.eml': [ANN, 'plain: view online', 'Grande nouvelle Nous ouvrons samedi.'],
  'pgp-inline.eml': [ANN, 'pgp inline signed', 'Le vrai texte signé.'],
  'pgp-mime.eml': [ANN, 'pgp mime', 'Encrypted message'],
  'raw-8bit-latin1-headers.eml': ['Zoé Müller <zoe@example.org>', 'Été à la plage', 'body é'],
  're-fr-orange.eml': [ANN, 'Re: fr-orange', 'Oui. Ancien texte'],
  're-outlook-de.eml': [ANN, 'Re: outlook-de', 'Danke! Alter Text.'],
  're-outlook-fr.eml': [ANN, 'Re: outlook-fr', 'Merci, à demain. Ancien texte de Bob.'],
  'rfc2047-in-addr.eml': [
    'Service client <service@example.org>',
    '=?UTF-8?B?invalid base64 here?= espaces dans le mot',
    'body',
  ],
  'win1252-as-iso88591.eml': [ANN, 'L’été – 10 €', 'L’été – 10 € “oui”'],
};
