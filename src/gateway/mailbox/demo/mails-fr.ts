import type { Template } from './mails';

export const FRENCH_MAILS: readonly Template[] = [
  {
    name: 'Élodie Marchand',
    address: 'elodie.marchand@famille.example',
    subject: ({ day }) => `Dîner ${day} 🥘`,
    text: ({ day, hour }) =>
      `Coucou !\n\nOn se retrouve ${day} à ${hour} h à la maison ? Maman apporte la tarte aux mirabelles, et Noé veut absolument te montrer son nouveau vélo.\n\nDis-moi si tu viens avec Aurélien.\n\nBises,\nÉlodie`,
  },
  {
    name: 'Médiathèque de Saint-Aubin-sur-Loire, service des prêts et des réservations entre bibliothèques',
    address: 'prets@mediatheque-saint-aubin.example',
    subject: ({ number, day }) =>
      `Votre réservation n° ${number} est arrivée : « Le Grand Voyage de la petite montgolfière, récit illustré d’une traversée des Alpes en douze tableaux, suivi des carnets inédits de l’aérostière » vous attend à l’accueil jusqu’au ${day} inclus`,
    text: ({ day, number }) =>
      `Bonjour,\n\nLe document que vous avez réservé (n° ${number}) est à votre disposition. Nous le gardons jusqu’au ${day}, après quoi il passera à la personne suivante.\n\nPensez à votre carte de lecteur.\n\nL’équipe des prêts`,
  },
  {
    name: 'Boulangerie L’Épi d’or',
    address: 'commandes@epi-dor.example',
    subject: ({ number }) => `Commande n° ${number} prête à être retirée`,
    text: ({ hour, amount }) =>
      `Bonjour,\n\nVos deux pains de campagne et la brioche vous attendent jusqu’à ${hour} h. Il reste ${amount} € à régler sur place.\n\nÀ tout à l’heure !`,
  },
  {
    name: '',
    address: 'ne-pas-repondre@colis-express.example',
    subject: ({ number }) => `Votre colis ${number} sera livré demain`,
    text: ({ number, hour }) =>
      `Votre colis ${number} est en chemin. Passage prévu demain entre ${hour} h et ${hour + 2} h.\n\nSi vous êtes absent, il sera déposé au point relais de la rue des Tilleuls.`,
  },
  {
    name: 'Mathieu Lefèvre',
    address: 'm.lefevre@atelier-nord.example',
    subject: () => 'Re: Plans de la véranda',
    text: ({ day }) =>
      `Salut,\n\nJ’ai repris la cote de la baie vitrée : 2,40 m au lieu de 2,30 m. Ça passe sans toucher au linteau.\n\nOn commande le bois avant ${day} ?\n\nMathieu`,
  },
  {
    name: 'Cabinet du Dr Nguyễn',
    address: 'rendez-vous@cabinet-nguyen.example',
    subject: ({ day }) => `Rappel : rendez-vous ${day}`,
    text: ({ day, hour }) =>
      `Bonjour,\n\nNous vous rappelons votre rendez-vous ${day} à ${hour} h 15. En cas d’empêchement, merci de nous prévenir la veille.\n\nLe secrétariat`,
  },
  {
    name: 'Société d’électricité Lumière',
    address: 'factures@lumiere.example',
    subject: ({ number }) => `Votre facture ${number}`,
    text: ({ amount, day }) =>
      `Bonjour,\n\nVotre facture s’élève à ${amount},40 €. Elle sera prélevée ${day}. Le détail de votre consommation se trouve dans votre espace client.\n\nBien à vous`,
  },
  {
    name: 'Chorale Les Voix d’Août',
    address: 'chorale@voix-daout.example',
    subject: ({ day }) => `Répétition déplacée à ${day}`,
    text: ({ hour, day }) =>
      `Chères choristes, chers choristes,\n\nLa salle des fêtes étant prise, nous répéterons ${day} à ${hour} h dans l’ancienne école. Apportez le Fauré !\n\nHélène`,
  },
  {
    name: 'Inès Benali',
    address: 'ines.benali@collegues.example',
    subject: () => 'Compte rendu de la réunion',
    text: ({ day, amount }) =>
      `Bonjour à tous,\n\nVoici l’essentiel : le budget passe à ${amount} k€, la maquette est validée, et la prochaine revue aura lieu ${day}. Relisez-moi vite, j’envoie ce soir.\n\nInès`,
  },
  {
    name: 'Mairie de Saint-Aubin',
    address: 'lettre@saint-aubin.example',
    subject: ({ day }) => `Coupure d’eau prévue ${day}`,
    text: ({ hour, day }) =>
      `Des travaux sur le réseau entraîneront une coupure d’eau rue des Tilleuls et place du Marché, ${day} à partir de ${hour} h, pendant trois heures environ. Merci de votre compréhension.`,
  },
  {
    name: 'Théo',
    address: 'theo.r@copains.example',
    subject: ({ day }) => `Foot ${day} ? ⚽`,
    text: ({ hour }) => `Il nous manque un gardien. ${hour} h au stade, comme d’habitude. T’es partant ?`,
  },
  {
    name: 'Librairie Encre & Plume',
    address: 'bonjour@encre-plume.example',
    subject: ({ day }) => `Rencontre avec Maëlle Kervran ${day}`,
    text: ({ hour }) =>
      `L’autrice de « Marée basse » sera parmi nous à ${hour} h. Lecture, questions, et un verre de cidre pour finir. Entrée libre, places comptées : répondez-nous pour en garder une.`,
  },
  {
    name: 'Camille Rousseau (école des Lilas)',
    address: 'c.rousseau@ecole-lilas.example',
    subject: ({ day }) => `Sortie au musée ${day} : autorisation à signer`,
    text: ({ day, amount }) =>
      `Chers parents,\n\nLa classe ira au musée ${day}. Merci de rendre l’autorisation signée et ${2 + (amount % 7)} € pour le car. Deux accompagnateurs seraient les bienvenus.\n\nCamille Rousseau`,
  },
  {
    name: 'Jardins partagés',
    address: 'contact@jardins-partages.example',
    subject: () => 'Les plants de tomates sont arrivés 🍅',
    text: ({ number, day }) =>
      `Bonjour,\n\nVotre lot ${number.slice(0, 3)} est prêt : cœur-de-bœuf, noire de Crimée et cerise. À venir chercher avant ${day}, avec une caissette si possible.\n\nÀ bientôt au jardin !`,
  },
];
