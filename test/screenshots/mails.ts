import type { Message } from '../../src/core/answer/answer';
import { HOUR, MINUTE, makeMessage, NOW } from '../make';

/** Mail as people in these languages get it, newest first: sender, subject, beginning. */
const TEXTS = {
  en: [
    [
      'Nora Whitfield',
      'Draft programme for Thursday',
      'I moved your talk to eleven, so that you can catch the train.',
    ],
    [
      'Oakfield Library',
      'Your reservation is ready',
      '“A Field Guide to Clouds” waits for you at the counter.',
    ],
    ['Kwame Asante', 'Photos from the lake', 'They came out lovely, even the one where Ama falls in.'],
    ['Greenway Bikes', 'Your bike is ready', 'New brake pads, a trued rear wheel, and the squeak is gone.'],
    ['Grandad', 'Chess: your move', 'Knight to f6. Take your time, I am out in the garden.'],
  ],
  fr: [
    [
      'Élodie Marchand',
      'Dîner jeudi ?',
      'On se retrouve à la maison vers huit heures ? Maman apporte la tarte.',
    ],
    [
      'Médiathèque de Saint-Aubin',
      'Votre réservation est arrivée',
      'Le document que vous avez réservé vous attend à l’accueil.',
    ],
    [
      'Mathieu Lefèvre',
      'Re: Plans de la véranda',
      'J’ai repris la cote de la baie vitrée : 2,40 m, ça passe.',
    ],
    [
      'Boulangerie L’Épi d’or',
      'Commande prête à être retirée',
      'Vos deux pains de campagne et la brioche vous attendent.',
    ],
    ['Théo', 'Foot samedi ?', 'Il nous manque un gardien. Au stade, comme d’habitude.'],
  ],
  ro: [
    ['Ioana Munteanu', 'Cina de vineri', 'Ne vedem la noi la opt? Mama aduce plăcinta.'],
    ['Biblioteca Județeană', 'Cartea rezervată a sosit', 'O găsiți la ghișeu până sâmbătă.'],
    ['Andrei Popescu', 'Re: Pozele din vacanță', 'Au ieșit foarte bine. Pe celelalte ți le trimit mâine.'],
    ['Atelierul de biciclete', 'Bicicleta este gata', 'Frâne noi și lanț uns. Deschis până la opt.'],
  ],
  ar: [
    ['ليلى الحداد', 'عشاء يوم الجمعة', 'هل نلتقي في البيت الساعة الثامنة مساء؟'],
    ['المكتبة العامة', 'الكتاب الذي حجزته جاهز', 'ينتظرك الكتاب عند مكتب الاستقبال.'],
    ['كريم منصور', 'صور الرحلة', 'هذه صور رحلتنا إلى البحر، أتمنى أن تعجبك.'],
    ['سامي عبود', 'موعد الاجتماع', 'أود تأكيد موعد الاجتماع يوم الأحد صباحا.'],
  ],
} as const;

/** How long ago each of them came, in ms. */
const AGES = [4 * MINUTE, 55 * MINUTE, 3 * HOUR, 5 * HOUR, 26 * HOUR];

/** The latest mails of somebody who reads this language; in English where there are none in it. */
export function mailsIn(language: string): Message[] {
  const texts: Partial<Record<string, readonly (readonly [string, string, string])[]>> = TEXTS;
  return (texts[language] ?? TEXTS.en).map(([name, subject, beginning], index) =>
    makeMessage(`mail${index}`, {
      from: { name, address: `mail${index}@example.com` },
      date: NOW - (AGES[index] ?? 0),
      subject,
      beginning,
    }),
  );
}
