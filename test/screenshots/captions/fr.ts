import type { Captions } from './captions';

export const FRENCH: Captions = {
  pictures: {
    mail: {
      headline: 'Vos nouveaux messages d’un coup d’œil',
      more: 'Un nombre dans la barre d’outils, vos e-mails non lus à portée de clic, une notification à chaque arrivée.',
    },
    accounts: {
      headline: 'Tous vos comptes au même endroit',
      more: 'Si l’un d’eux a besoin de vous, Facteur dit pourquoi et que faire. Les autres continuent.',
    },
    quiet: {
      headline: 'Le silence quand vous voulez',
      more: 'Une pause d’une heure ou jusqu’à demain, des heures calmes chaque semaine. À la fin, un résumé de ce qui est arrivé.',
    },
    settings: {
      headline: 'Des notifications à votre façon',
      more: 'Elles disent tout, l’expéditeur seulement, ou juste le nombre. Une par e-mail, ou un résumé.',
    },
    languages: {
      headline: 'Six langues, dans les deux sens',
      more: 'Anglais, français, espagnol, polonais, roumain et arabe. En clair comme en sombre.',
    },
    tile: { headline: 'Facteur', more: 'Vos nouveaux messages d’un coup d’œil' },
    marquee: {
      headline: 'Vos nouveaux messages d’un coup d’œil',
      more: 'Il contacte les serveurs de vos comptes, et personne d’autre. Rien n’est collecté.',
    },
  },
  accounts: ['Maison', 'Travail'],
};
