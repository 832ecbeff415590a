import type { Message } from '../../../src/core/answer/answer';
import { DAY, HOUR, MINUTE, makeMessage, NOW, withoutDate, withoutLink } from '../../make';

/** Mail of the kinds that people get, newest first. `ago` is in ms. */
function mail(id: string, name: string, ago: number, subject: string, beginning = ''): Message {
  return makeMessage(id, {
    from: { name, address: `${id}@example.com` },
    date: NOW - ago,
    subject,
    beginning,
  });
}

export const THREE: Message[] = [
  mail(
    'amelie',
    'Amélie Laurent',
    4 * MINUTE,
    'Dinner on Friday?',
    'Hi! We are thinking of trying the new place by the station. Does half past seven suit you both?',
  ),
  mail(
    'library',
    'City Library',
    3 * HOUR,
    'Your reservation is ready',
    'The book that you reserved waits for you at the counter until Saturday.',
  ),
  mail('jonas', 'Jonas Weber', 26 * HOUR, 'Re: Slides for Monday', 'Thanks, that is all I needed.'),
];

export const TWENTY: Message[] = [
  ...THREE,
  mail('bank', 'Ünion Bank', 2 * DAY, 'Your statement of account', 'Your new statement is in your mailbox.'),
  mail(
    'ines',
    'Inès',
    3 * DAY,
    'Photos 📷 from the weekend',
    'Here they are, 48 in all. The one with the dog!',
  ),
  mail('newsletter', 'The Daily Letter', 4 * DAY, 'Seven things to read this Sunday'),
  mail('nosubject', 'Piotr Wiśniewski', 5 * DAY, '', 'Sent from my phone'),
  mail('unknown', '', 6 * DAY, 'Parcel 4711 has arrived', 'Pick it up within ten days.'),
  withoutDate(mail('undated', 'Răzvan Țîrlea', 0, 'Invoice 2026-118', 'Please find the invoice attached.')),
  withoutLink(mail('unlinked', 'Old System', 40 * DAY, 'Nightly report', 'All jobs ended well.')),
  mail('lastyear', 'Grandma', 400 * DAY, 'Happy birthday!', 'Many happy returns, dear.'),
  ...Array.from({ length: 9 }, (_, index) =>
    mail(
      `ticket${index}`,
      'Support',
      (50 + index) * DAY,
      `Ticket ${8120 - index}`,
      'Your request was answered.',
    ),
  ),
];

export const TWO_HUNDRED: Message[] = Array.from({ length: 200 }, (_, index) => {
  const { from, subject, beginning } = TWENTY[index % TWENTY.length] ?? makeMessage('none');
  return makeMessage(`many${index}`, { from, subject, beginning, date: NOW - index * 7 * HOUR });
});

/** What strains a row: words without a place to break, emoji, and writing from right to left. */
export const STRANGE: Message[] = [
  mail(
    'endless',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    MINUTE,
    'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3),
    'https://example.com/a/path/that/never/ends/'.repeat(8),
  ),
  mail(
    'wordy',
    'A Person With Rather Many Names And A Title',
    2 * MINUTE,
    'A subject of many words '.repeat(12),
  ),
  mail('emoji', '👩‍👩‍👧‍👦 The Family', HOUR, '🎉🎉🎉 Party 🥳🥳🥳 '.repeat(6), '🍕'.repeat(60)),
  mail(
    'arabic',
    'محمد عبد الرحمن',
    2 * HOUR,
    'موعد الاجتماع يوم الأحد القادم',
    'السلام عليكم، أود تأكيد موعد الاجتماع في الساعة العاشرة صباحا.',
  ),
  mail('hebrew', 'דנה לוי', 3 * HOUR, 'Re: תמונות מהטיול (IMG_2041.jpg)', 'הנה התמונות שהבטחתי'),
  mail('mixed', 'Sales مبيعات', 26 * HOUR, 'Order #12 — طلب رقم ١٢ (confirmed)', '‏50 % off'),
  mail('japanese', '山田太郎', 30 * HOUR, '明日の会議の資料について', 'お世話になっております。'),
  mail('one', 'x', 9 * DAY, '.'),
];
