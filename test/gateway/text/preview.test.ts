import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewOf } from '../../../src/gateway/text/preview';

const lines = (...all: string[]) => all.join('\n');

describe('the preview begins with the sender’s own words', () => {
  test.each([
    ['text below a quotation', lines('> old', '', 'New.'), 'New. old'],
    ['text between quotations', lines('> one', 'New.', '> > two'), 'New. one two'],
    ['a signature and a quotation below it', lines('New.', '-- ', 'Ann', '> old'), 'New. old Ann'],
    ['a signature mark without its space', lines('New.', '--', 'Ann'), 'New. Ann'],
    ['CRLF and CR line ends', '> old\r\nNew.\r> older', 'New. old older'],
    ['a quotation with initials', lines(' AL> one', ' AL> two', 'New.'), 'New. one two'],
    ['marks of omission', lines('> one', '...', '> two', '[…]', 'New.'), 'New. one ... two […]'],
    [
      'the end of a quoted line that was too long',
      lines(`> ${'word '.repeat(13)}and another`, 'one', '> two', '', 'New.'),
      `New. ${'word '.repeat(13)}and another one two`,
    ],
    [
      'a short answer between quoted lines',
      lines('> Is it?', 'Yes.', '> And this?'),
      'Yes. Is it? And this?',
    ],
    ['a line that only looks like a signature mark', lines('--option', 'New.'), '--option New.'],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

describe('the preview leaves out the line above a quotation', () => {
  test.each([
    ['en', 'On Mon, 5 Jan 2026 at 10:00, Ann Lee <ann@example.org> wrote:'],
    ['en, on two lines', 'On Mon, 5 Jan 2026 at 10:00, Ann Lee <ann@example.org>\nwrote:'],
    ['en, on three lines', 'On Mon, 5 Jan 2026 at 10:00,\nAnn Lee <ann@example.org>\nwrote:'],
    ['fr', 'Le lun. 5 janv. 2026 à 10:00, Ann <ann@example.org> a écrit :'],
    ['fr, on two lines', 'Le lun. 5 janv. 2026 à 10:00, Ann <ann@example.org>\na écrit :'],
    ['es', 'El lun, 5 ene 2026 a las 10:00, Ann (<ann@example.org>) escribió:'],
    ['es, on two lines', 'El lun, 5 ene 2026 a las 10:00, Ann (<ann@example.org>)\nescribió:'],
    ['pl', 'W dniu 5.01.2026 o 10:00, Ann pisze:'],
    ['pl, with the weekday first', 'pon., 5 sty 2026 o 10:00 Ann <ann@example.org> napisał(a):'],
    ['pl, on two lines', 'Dnia 5 stycznia 2026 10:00 Ann <ann@example.org>\nnapisał(a):'],
    ['ro', 'În lun., 5 ian. 2026 la 10:00, Ann <ann@example.org> a scris:'],
    ['ro, on two lines', 'Pe 5 ian. 2026, la 10:00, Ann <ann@example.org>\na scris:'],
    ['ar', 'في ٥ يناير ٢٠٢٦ Ann كتب:'],
    ['ar, the name last', 'في ٥ يناير ٢٠٢٦، الساعة ١٠:٠٠ ص، كتب/كتبت Ann <ann@example.org>:'],
    [
      'ar, with direction marks',
      '\u202bفي الاثنين، 5 يناير 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aAnn\u202c\n<ann@example.org>:\u202c',
    ],
    ['de, the name last', 'Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Ann <ann@example.org>:'],
    ['without a date', 'Ann Lee wrote:'],
    ['in the present', 'Ann Lee <ann@example.org> writes:'],
    ['with the date last', 'Ann Lee <ann@example.org> wrote on 01/05/2026 10:00:30 AM:'],
    ['of a message', 'In message <1a2b@example.org> you wrote:'],
    ['with a star', '* Ann Lee <ann@example.org> wrote:'],
    ['on two lines, the date first', 'At Mon, 5 Jan 2026 10:00:30 +0100,\nAnn Lee wrote:'],
    ['of excerpts', "Excerpts from Ann Lee's message of Mon Jan 05 10:00:30 +0100 2026:"],
    ['of two headers', 'From: Ann Lee <ann@example.org>\nDate: Mon, 5 Jan 2026 10:00:30 +0100'],
  ])('%s', (_language, attribution) => {
    expect(previewOf(lines('New.', '', attribution, '', '> old'))).toBe('New. old');
  });

  test('but keeps it without a quotation below', () => {
    expect(previewOf(lines('On Mondays Ann wrote:', 'a poem.'))).toBe('On Mondays Ann wrote: a poem.');
    expect(previewOf(lines('Bus at 10:00:', 'be there.'))).toBe('Bus at 10:00: be there.');
  });

  test('but keeps the words above it and other lines with a colon', () => {
    expect(previewOf(lines('Hello Bob,', 'Ann wrote:', '> old'))).toBe('Hello Bob, old');
    for (const own of [
      'My answer to this:',
      'I wrote this to the bank:',
      'The bus leaves at 10:30, they say:',
    ]) {
      expect(previewOf(lines(own, '> old', 'No.'))).toBe(`${own} No. old`);
    }
  });
});

test.each([
  ['-----Original Message-----'],
  ['-------- Message transféré --------'],
  ['---------- Forwarded message ---------'],
  ['_'.repeat(32)],
])('an old message below %s comes last', separator => {
  expect(previewOf(lines('New.', separator, 'From: Ann', '> old', '-- ', 'Bob'))).toBe(
    'New. From: Ann old Bob',
  );
});

describe('an old message below a block of headers comes last', () => {
  test.each([
    [
      'en',
      [
        'From: Bob Ray <bob@example.org>',
        'Sent: Monday, November 23, 2026 2:05 PM',
        'To: Ann',
        'Subject: Lunch',
      ],
    ],
    [
      'fr',
      ['De : Bob <bob@example.org>', 'Envoyé : lundi 23 novembre 2026 14:05', 'À : Ann', 'Objet : Lunch'],
    ],
    [
      'fr, in a calendar',
      ['De : Bob', 'Date : lundi 23 novembre 2026', 'À : Ann', 'Cc : Zoé', 'Objet : Lunch'],
    ],
    [
      'es',
      ['De: Bob <bob@example.org>', 'Enviado: lunes, 23 de noviembre de 2026', 'Para: Ann', 'Asunto: Lunch'],
    ],
    [
      'pl',
      ['Od: Bob <bob@example.org>', 'Wysłano: poniedziałek, 23 listopada 2026', 'Do: Ann', 'Temat: Lunch'],
    ],
    [
      'ro',
      ['De la: Bob <bob@example.org>', 'Trimis: luni, 23 noiembrie 2026', 'Către: Ann', 'Subiect: Lunch'],
    ],
    [
      'ar',
      ['من: Bob <bob@example.org>', 'تاريخ الإرسال: الاثنين، 23 نوفمبر 2026', 'إلى: Ann', 'الموضوع: Lunch'],
    ],
    [
      'de',
      ['Von: Bob <bob@example.org>', 'Gesendet: Montag, 23. November 2026', 'An: Ann', 'Betreff: Lunch'],
    ],
    ['in bold', ['*From:* Bob', '*Sent:* Monday', '*To:* Ann', '*Subject:* Lunch']],
    ['in a table', ['Subject:', 'Lunch', 'Date:', 'Mon, 23 Nov 2026', 'From:', 'Bob <bob@example.org>']],
    ['with many receivers', ['From: Bob', 'Sent: Monday', 'To: Ann;', 'Zoé; Inès', 'Subject: Lunch']],
  ])('%s', (_what, headers) => {
    const text = lines('New.', '', ...headers, '', 'Old words.', '', 'Sent from my iPhone');
    expect(previewOf(text)).toBe('New. Old words. Sent from my iPhone');
    expect(previewOf(lines(...headers, '', 'Old words.'))).toBe('Old words.');
  });

  test.each([
    'Begin forwarded message:',
    'Début du message réexpédié :',
    'Anfang der weitergeleiteten Nachricht:',
  ])('and below: %s', line => {
    const headers = ['> From: Bob <bob@example.org>', '> Subject: Lunch', '> Date: 23 November 2026'];
    expect(previewOf(lines('New.', '', line, '', ...headers, '> ', '> Old.'))).toBe('New. Old.');
    expect(previewOf(lines(line, '', 'Old.'))).toBe('Old.');
  });

  test('with a Message-ID, in a report', () => {
    const headers = ['Message-ID: <1a@example.org>', 'From: Ann', 'Subject: Lunch', 'Date: Monday'];
    expect(previewOf(lines('Your message:', '', ...headers, '', 'was lost.'))).toBe(
      'Your message: was lost.',
    );
  });

  test('but not below fewer lines with colons', () => {
    const trip = lines('New.', 'From: Paris', 'To: London', 'Date: Monday');
    expect(previewOf(trip)).toBe('New. From: Paris To: London Date: Monday');
  });

  test('also inside a quotation', () => {
    const quotation = lines(
      '> Message du 23/11/26 14:05',
      '> De : "Bob"',
      '> A : "Ann"',
      '> Objet : Lunch',
      '> ',
      '> Old.',
    );
    expect(previewOf(lines('New.', '', quotation))).toBe('New. Old.');
  });
});

test('a separator at the very top is ignored', () => {
  expect(previewOf(lines('', '_'.repeat(32), 'New.', '> old', 'And more.'))).toBe('New. And more. old');
});

test.each([
  'Sent from my iPhone',
  'Get Outlook for Android',
  'Envoyé de mon iPhone',
  'Envoyé depuis mon mobile',
  'Télécharger Outlook pour iOS',
  'Enviado desde mi iPad',
  'Wysłane z iPhone’a',
  'Trimis de pe iPhone',
  'أُرسلت من الـ iPhone',
  'Von meinem iPhone gesendet',
  'Sent from Outlook for iOS',
  'Sent from Mail for Windows',
  'Envoyé à partir de Outlook pour Android',
  'Provenance : Courrier pour Windows',
  'Obtenir Outlook pour iOS',
  'Obtener Outlook para Android',
  'Enviado desde Outlook para iOS',
  'Wysłano z programu Outlook dla systemu iOS',
  'Pobierz aplikację Outlook dla systemu Android',
  'Obțineți Outlook pentru iOS',
  'Trimis din Mail pentru Windows',
  'الحصول على Outlook لنظام iOS',
  'Gesendet von Outlook für Android',
  'Outlook für iOS herunterladen',
])('%s comes last', signature => {
  expect(previewOf(lines(signature, 'New.', '> old'))).toBe(`New. old ${signature}`);
});

describe('a preview of only', () => {
  test.each([
    ['a quotation', lines('> one', '> > two'), 'one two'],
    ['a quotation with its attribution', lines('On Monday Ann wrote:', '> one'), 'one'],
    ['a signature', lines('-- ', 'Ann'), 'Ann'],
    ['an old message', lines('-----Original Message-----', 'From: Ann'), 'Original Message From: Ann'],
    ['an address', 'https://example.org/', 'https://example.org/'],
    ['a long address', `https://example.org/${'a'.repeat(300)}`, 'example.org'],
    ['a link to its web page', 'View this email in your browser', 'View this email in your browser'],
    ['no text', ' \n\n ', ''],
    ['drawn lines and padding', '=====\n\u200c\u00ad\u034f', ''],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

test.each([
  [
    'links in brackets',
    'See [https://a.example/b] and < http://c.example > (https://d.example) now',
    'See and now',
  ],
  ['a line that is only a link', 'https://a.example/b\nHello Ann\n<https://c.example/d>', 'Hello Ann'],
  [
    'a link on a line of its own in a sentence',
    'Please visit\n\thttps://a.example/b\nor call.',
    'Please visit https://a.example/b or call.',
  ],
  ['a long link in a sentence', `See https://a.example/${'b'.repeat(300)}. Bye`, 'See a.example. Bye'],
  ['a short link in a sentence', 'Join https://meet.example/abc now', 'Join https://meet.example/abc now'],
  [
    'a link that poses as another',
    `See https://bank.example@evil.example/${'b'.repeat(40)}`,
    'See evil.example',
  ],
  ['pictures in plain text', '[image: Logo]\nHello [cid:image001.png@01DC.AB] Ann', 'Hello Ann'],
  ['headings of newsletters', '** News\n------------\nHello', 'News Hello'],
  [
    'other things in brackets',
    'See [1] and (below) <ann@example.org>',
    'See [1] and (below) <ann@example.org>',
  ],
  ['drawn lines', 'A ===== b\n*****\nc -----~~~~ d', 'A b c d'],
  ['a long drawn line with a letter after it', `A\n${'-'.repeat(8000)}b`, 'A b'],
  ['dashes in a sentence', '5 - 3 -- 2 --- 1', '5 - 3 -- 2 --- 1'],
  ['the padding of newsletters', `Sale!${'\u200c\u00ad\u034f '.repeat(100)}Now`, 'Sale! Now'],
  ['many spaces', 'a \u00a0\u2003\t b', 'a b'],
])('%s', (_what, text, preview) => {
  expect(previewOf(text)).toBe(preview);
});

test.each([
  '👨‍👩‍👧‍👦 👩🏽‍💻 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥',
  'السلام عليكم ورحمة الله',
  'می‌خواهم خانه‌ها را ببینم',
  'क्‍ष zażółć gęślą jaźń',
])('%s stays whole', text => {
  expect(previewOf(text)).toBe(text);
});

test('a preview ends after 200 whole characters', () => {
  expect(previewOf('a'.repeat(300))).toBe('a'.repeat(200));
  expect(previewOf('📷'.repeat(8000))).toBe('📷'.repeat(200));
});

test('any text gives one line of at most 200 characters', () => {
  const piece = fc.constantFrom(
    ...['>', 'On ', 'Le ', 'wrote:', 'a écrit :', '-', '--', '-- ', '_'.repeat(20), '\n', '\r', '\r\n', ' '],
    ...['-----Original Message-----', 'Sent from my ', '<https://', '>)', '[', ':', '\u200c', '\u00ad', '📷'],
    ...['\ud83d', '\0', '\u2028', 'word'],
  );
  const run = fc.tuple(piece, fc.constantFrom(1, 2, 30, 900)).map(([text, times]) => text.repeat(times));
  const text = fc.array(run, { maxLength: 12 }).map(runs => runs.join('').slice(0, 8192));
  fc.assert(
    fc.property(text, it => {
      const preview = previewOf(it);
      expect(preview).not.toMatch(/[\r\n\u2028]|^\s|\s$/);
      expect(Array.from(preview).length).toBeLessThanOrEqual(200);
    }),
    { numRuns: 100 },
  );
});

describe('the link to a newsletter’s web page is left out', () => {
  test.each([
    'View this email in your browser',
    'View this email in your browser (https://news.example/view?u=1)',
    'Having trouble viewing this email? View it online',
    'Email not displaying correctly? View it in your browser.',
    'Click here to read this message online',
    'View online',
    'Web version',
    'Voir la version en ligne',
    'Si ce message ne s’affiche pas correctement, cliquez ici',
    'Consultez cette newsletter dans votre navigateur',
    'Version en ligne',
    'Ver este correo en el navegador',
    '¿No ves bien este mensaje? Ver en línea',
    'Versión web',
    'Zobacz tę wiadomość w przeglądarce',
    'Wersja online',
    'Vezi acest e-mail în browser',
    'Vizualizați online',
    'عرض هذه الرسالة في المتصفح',
    'Im Browser ansehen',
    'Diese E-Mail im Browser öffnen',
    'Online-Version',
  ])('%s', line => {
    expect(previewOf(lines(line, '', 'Hello Ann.'))).toBe('Hello Ann.');
  });

  test.each([
    'Can you open the file in your browser?',
    'Our new online version is out since Monday.',
    'We read your message online and like it.',
    'Peux-tu ouvrir la page dans ton navigateur ?',
  ])('but not: %s', line => {
    expect(previewOf(lines(line, '', 'Ann'))).toBe(`${line} Ann`);
  });
});

describe('text with PGP armour', () => {
  const SIGNATURE = lines(
    '-----BEGIN PGP SIGNATURE-----',
    '',
    'iQEzBAEBCgAdFiEE',
    '-----END PGP SIGNATURE-----',
  );

  test.each([
    [
      'signed',
      lines('-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: SHA512', '', 'Hello.', '- -- ', 'Ann', SIGNATURE),
      'Hello. Ann',
    ],
    [
      'signed, with CRLF',
      `-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\nHello.\r\n${SIGNATURE}`,
      'Hello.',
    ],
    [
      'signed, and cut',
      lines('-----BEGIN PGP SIGNED MESSAGE-----', '', 'Hello.', SIGNATURE.slice(0, 40)),
      'Hello.',
    ],
    [
      'encrypted',
      lines('-----BEGIN PGP MESSAGE-----', '', 'hQEMA', '-----END PGP MESSAGE-----'),
      'Encrypted message',
    ],
    [
      'encrypted, and cut',
      lines('Hello.', '-----BEGIN PGP MESSAGE-----', '', 'hQEMA'),
      'Hello. Encrypted message',
    ],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

describe('HTML', () => {
  test('with text after the body', () => {
    expect(previewOf('<html><body><p>Hello</p></body></html>Checked', 'text/html')).toBe('Hello Checked');
  });

  test.each([
    [
      'sent as plain text',
      '<html><head><style>p{}</style></head><body><p>Hello <b>Ann</b></p></body></html>',
      'Hello Ann',
    ],
    ['sent as plain text, without a head', '<div>Hello<br>Ann</div>', 'Hello Ann'],
    ['that is only mentioned', 'Write <b>bold</b> in HTML', 'Write <b>bold</b> in HTML'],
    ['that begins a text', '<p> is a paragraph', '<p> is a paragraph'],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });

  test('of pictures alone has their descriptions', () => {
    const html =
      '<a href="https://a.example"><img src="a.png" alt="Sale: 50 % off"></a><img alt=""><img src="b.png" alt="Shop now">';
    expect(previewOf(html, 'text/html')).toBe('Sale: 50 % off Shop now');
    expect(previewOf(`<p>View online</p>${html}`, 'text/html')).toBe('Sale: 50 % off Shop now');
    expect(previewOf(`<p>Hello</p>${html}`, 'text/html')).toBe('Hello');
  });

  test('with the hidden first line of newsletters and its padding', () => {
    const html = `<div style="display:none">Sale</div><div style="display:none">${'&zwnj;&nbsp;'.repeat(100)}</div><p>Hello</p>`;
    expect(previewOf(html, 'text/html')).toBe('Sale Hello');
  });
});

describe('a text of any length has the preview of its first lines', () => {
  const letter = lines(
    'Hello Ann,',
    '',
    ...Array.from({ length: 30 }, (_, i) => `this is line ${i} of my letter.`),
  );
  const more = lines('', 'On Mon, 5 Jan 2026 at 10:00, Ann wrote:', '> old', 'More of mine.', '').repeat(
    2000,
  );
  const asHtml = (text: string) =>
    text.replaceAll('> old', '<blockquote>old</blockquote>').replaceAll('\n', '<br>\n');

  test('in plain text', () => {
    expect(previewOf(letter + more)).toBe(previewOf(letter));
  });

  test('in HTML', () => {
    expect(previewOf(asHtml(letter + more), 'text/html')).toBe(previewOf(letter));
  });

  test('but quoted text comes after the sender’s words at the end', () => {
    const quoted = '> an old line\n'.repeat(2000);
    expect(previewOf(`${quoted}\nMy answer.`)).toMatch(/^My answer\. an old line an old line/);
  });
});
