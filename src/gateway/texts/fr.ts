import type { Texts } from './en';
import { createPlural } from './plural';

const plural = createPlural('fr');

export const fr: Texts = {
  home: {
    title: 'Passerelle Facteur',
    lead: 'Ce programme répond à l’API Personal Messages, pour que l’extension Facteur vous annonce vos nouveaux messages.',
    addresses: 'Adresses pour l’extension',
    hint: 'L’extension les demande dans ses réglages. Sélectionnez-en une et copiez-la.',
    openMail: 'Ouvrir la boîte',
  },
  field: {
    api: 'Adresse de l’API',
    signInPage: 'Page de connexion',
    webmail: 'Adresse du webmail',
    token: 'Jeton',
  },
  signIn: {
    title: 'Connexion',
    lead: 'Connectez-vous à votre boîte.',
    forExtension:
      'Connectez-vous pour que Facteur voie votre boîte. Vous choisirez ensuite ce qu’il en voit.',
    user: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    cancel: 'Annuler',
    wrong: 'Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.',
    demo: 'C’est une boîte de démonstration. Son nom d’utilisateur est « demo », son mot de passe aussi.',
    out: 'Se déconnecter',
    wait: duration => `Trop d’essais ont échoué ; celui-ci n’a pas été examiné. Réessayez dans ${duration}.`,
  },
  token: {
    title: 'Vous êtes connecté',
    lead: 'Copiez ces deux textes dans les réglages de l’extension.',
    secret: 'Qui a le jeton voit votre boîte comme l’extension la voit. Gardez-le pour vous.',
    home: 'Page d’accueil',
  },
  privacy: {
    title: 'Ce que Facteur voit',
    lead: 'Vous décidez de ce que la boîte dit à Facteur et pouvez changer d’avis à tout moment.',
    legend: 'Facteur peut voir',
    save: 'Enregistrer mon choix',
    refuse: 'Tout refuser',
    saved: 'Votre choix est enregistré.',
    refused:
      'Vous refusez tout : Facteur ne voit rien de cette boîte. Enregistrez un choix pour le laisser revenir.',
    back: 'Vous reviendrez ensuite à Facteur.',
    withholding: 'Ce qui n’est pas coché n’est pas communiqué. Facteur le sait, mais sans la raison.',
  },
  info: {
    NoEMails: 'Nombre d’e-mails',
    NoUnReadMails: 'Nombre d’e-mails non lus',
    NoSMS: 'Nombre de SMS non lus',
    EmailsLastNDetailed: 'Aperçu des derniers e-mails non lus : expéditeur, date, objet, premiers mots',
  },
  mail: {
    title: 'Boîte de réception',
    unread: 'Non lu',
    noSubject: 'Sans objet',
    empty: 'Pas encore de message.',
    privacy: 'Ce que Facteur voit',
    back: 'Retour à la boîte',
    from: 'De',
    date: 'Date',
    count: (unread, emails) =>
      `${plural(unread, { one: '# non lu', other: '# non lus' })} sur ${plural(emails, { one: '# e-mail', other: '# e-mails' })}`,
    sms: count => plural(count, { one: '# SMS non lu', other: '# SMS non lus' }),
  },
  message: {
    read: 'Lu',
    markRead: 'Marquer comme lu',
    formatted: 'Avec mise en forme',
    plain: 'Texte brut',
    pictures:
      'Les images venues d’ailleurs ne sont pas chargées : leur expéditeur saurait que vous avez lu ce message.',
    showPictures: 'Afficher les images',
    cut: 'Ce message est plus long que ce qui est affiché ici.',
    noText: 'Ce message ne contient pas de texte.',
    attachments: 'Pièces jointes',
    inWebmail: 'Vous pouvez les ouvrir dans le webmail.',
    openWebmail: 'Ouvrir le webmail',
  },
  error: {
    home: 'Page d’accueil',
    signIn: 'Se connecter',
    notFound: {
      title: 'Rien ici',
      lead: 'Cette adresse ne mène nulle part. La page d’accueil connaît celles qui mènent quelque part.',
    },
    noMessage: {
      title: 'Ce message n’est plus là',
      lead: 'Il a pu être supprimé depuis, ou la boîte de démonstration a redémarré et contient d’autres messages.',
    },
    wrongMethod: { title: 'Pas comme ça', lead: 'Cette page ne se demande pas de cette façon.' },
    badForm: {
      title: 'Formulaire illisible',
      lead: 'Revenez en arrière, rechargez la page et renvoyez le formulaire.',
    },
    oldForm: {
      title: 'Formulaire trop ancien',
      lead: 'Quelqu’un s’est connecté ou déconnecté depuis dans ce navigateur, ou celui-ci ne garde pas les cookies de cette page. Revenez en arrière, rechargez la page et réessayez.',
    },
    foreignForm: {
      title: 'Ce formulaire vient d’ailleurs',
      lead: 'Un autre site l’a envoyé : rien n’a été fait. Si c’était voulu, passez par les pages de la passerelle.',
    },
    badReturn: {
      title: 'Personne à qui vous renvoyer',
      lead: 'L’adresse de retour n’est pas celle d’une extension de navigateur : personne n’a été connecté. Recommencez depuis l’extension.',
    },
    unpinned: {
      title: 'Pas pour cette extension',
      lead: 'Qui gère cette passerelle a choisi les extensions de navigateur qui peuvent s’y connecter, et celle-ci n’en fait pas partie : personne n’a été connecté. Demandez-lui de l’ajouter.',
    },
    badKey: {
      title: 'Ce lien ne s’ouvre plus',
      lead: 'Il est peut-être incomplet, ou vieux de plus d’un mois. Connectez-vous pour voir la boîte.',
    },
    foreignHost: {
      title: 'Pas sous ce nom',
      lead: 'La passerelle ne répond qu’à l’adresse qu’elle a affichée à son démarrage.',
    },
    unsaved: {
      title: 'Votre choix n’est pas enregistré',
      lead: 'Il n’a pas pu être écrit : votre choix précédent reste valable. Revenez en arrière et réessayez ; si cela échoue encore, dites-le à qui gère cette passerelle.',
    },
    refusedPassword: {
      title: 'Le serveur de courrier refuse le mot de passe',
      lead: 'Qui gère cette passerelle doit lui donner le bon mot de passe pour cette boîte, puis la redémarrer.',
    },
    unmarked: {
      title: 'Le serveur de courrier refuse de marquer ce message comme lu',
      lead: 'Il reste non lu : cette passerelle n’a peut-être que le droit de lire. Marquez-le dans le webmail, ou dites-le à qui gère cette passerelle.',
    },
    unreachable: {
      title: 'Le serveur de courrier est injoignable',
      lead: 'Réessayez dans quelques minutes.',
    },
    unexpected: {
      title: 'Quelque chose a échoué',
      lead: 'La boîte n’a pas pu être lue. Réessayez dans un instant.',
    },
  },
};
