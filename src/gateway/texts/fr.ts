import type { Texts } from './en';
import { createPlural } from './plural';

const plural = createPlural('fr');

export const fr: Texts = {
  home: {
    title: 'Passerelle Facteur',
    lead: 'Ce programme relie l’extension Facteur à votre boîte, pour qu’elle puisse vous prévenir des nouveaux messages.',
    addresses: 'Adresses pour l’extension',
    hint: 'Les réglages de l’extension les demandent. Copiez-y chacune d’elles.',
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
      'Connectez-vous pour donner à Facteur l’accès à votre boîte. Vous choisirez ensuite ce qu’il peut voir.',
    user: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    cancel: 'Annuler',
    wrong: 'Nom d’utilisateur ou mot de passe incorrect.',
    demo: 'C’est une boîte de démonstration. Son nom d’utilisateur est « demo », son mot de passe aussi.',
    out: 'Se déconnecter',
    wait: duration => `Trop d’essais ont échoué. Réessayez dans ${duration}.`,
  },
  token: {
    title: 'Vous êtes connecté',
    lead: 'Copiez ces deux éléments dans les réglages de l’extension.',
    secret: 'Gardez le jeton pour vous : toute personne qui l’a peut voir votre boîte comme l’extension.',
    home: 'Page d’accueil',
  },
  privacy: {
    title: 'Ce que Facteur peut voir',
    lead: 'Choisissez ce que cette boîte communique à Facteur. Vous pouvez changer d’avis à tout moment.',
    legend: 'Facteur peut voir',
    save: 'Enregistrer',
    refuse: 'Tout masquer',
    saved: 'Enregistré.',
    refused:
      'Facteur ne voit rien de cette boîte. Pour lui redonner accès, choisissez ce qu’il peut voir et enregistrez.',
    back: 'Vous reviendrez ensuite à Facteur.',
    withholding: 'Si vous masquez un élément, Facteur le sait, mais pas pourquoi.',
  },
  info: {
    NoEMails: 'Nombre d’e-mails',
    NoUnReadMails: 'Nombre d’e-mails non lus',
    NoSMS: 'Nombre de SMS non lus',
    EmailsLastNDetailed: 'Les derniers e-mails non lus : expéditeur, date, objet et aperçu',
  },
  mail: {
    title: 'Boîte de réception',
    unread: 'Non lu',
    noSubject: 'Sans objet',
    empty: 'Pas encore de message.',
    privacy: 'Ce que Facteur peut voir',
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
      'Les images d’autres sites ne sont pas chargées : elles indiqueraient à l’expéditeur que vous avez ouvert ce message.',
    showPictures: 'Afficher les images',
    cut: 'Ce message est trop long pour être affiché en entier.',
    noText: 'Ce message ne contient pas de texte.',
    attachments: 'Pièces jointes',
    inWebmail: 'Vous pouvez les ouvrir dans votre webmail.',
    openWebmail: 'Ouvrir le webmail',
  },
  error: {
    home: 'Page d’accueil',
    signIn: 'Se connecter',
    said: 'Le serveur de courrier répond :',
    notFound: {
      title: 'Page introuvable',
      lead: 'Il n’y a pas de page à cette adresse. Passez par la page d’accueil.',
    },
    noMessage: {
      title: 'Ce message n’existe plus',
      lead: 'Il a peut-être été supprimé. S’il s’agit de la boîte de démonstration, elle a redémarré avec d’autres messages.',
    },
    wrongMethod: {
      title: 'Cette page ne peut pas être ouverte directement',
      lead: 'Passez par la page d’accueil.',
    },
    badForm: {
      title: 'Ce formulaire n’a pas pu être lu',
      lead: 'Revenez en arrière, rechargez la page et renvoyez le formulaire.',
    },
    oldForm: {
      title: 'Ce formulaire a expiré',
      lead: 'Quelqu’un s’est connecté ou déconnecté depuis dans ce navigateur, ou celui-ci bloque les cookies de cette page. Revenez en arrière, rechargez la page et réessayez.',
    },
    foreignForm: {
      title: 'Ce formulaire vient d’un autre site',
      lead: 'Rien n’a été fait. Si c’était voulu, utilisez les pages de la passerelle.',
    },
    badReturn: {
      title: 'La connexion ne peut pas aboutir',
      lead: 'La demande ne vient pas d’une extension de navigateur. Recommencez depuis l’extension.',
    },
    unpinned: {
      title: 'Cette extension n’est pas autorisée ici',
      lead: 'L’administrateur de cette passerelle n’autorise que certaines extensions de navigateur à s’y connecter. Demandez-lui d’ajouter celle-ci.',
    },
    badKey: {
      title: 'Ce lien ne fonctionne plus',
      lead: 'Il est peut-être incomplet, ou date de plus d’un mois. Connectez-vous pour voir la boîte.',
    },
    foreignHost: {
      title: 'Mauvaise adresse',
      lead: 'Utilisez l’adresse que la passerelle a affichée au démarrage.',
    },
    unsaved: {
      title: 'Votre choix n’a pas été enregistré',
      lead: 'Votre choix précédent reste valable. Revenez en arrière et réessayez. Si cela échoue encore, prévenez l’administrateur de cette passerelle.',
    },
    refusedPassword: {
      title: 'Le serveur de courrier n’accepte pas le mot de passe',
      lead: 'Si le mot de passe de la boîte a changé, connectez-vous avec le nouveau. Si vous utilisez ici un mot de passe réservé à cette passerelle, son administrateur doit saisir le nouveau mot de passe de la boîte ; connectez-vous ensuite de nouveau.',
    },
    noPassword: {
      title: 'Le serveur de courrier n’accepte pas de mot de passe',
      lead: 'Activez l’IMAP par mot de passe ou les mots de passe d’application dans les réglages de votre boîte, s’ils existent. Sinon, cette passerelle ne peut pas la lire. Son administrateur trouvera plus de détails dans le journal.',
    },
    unmarked: {
      title: 'Le serveur de courrier n’a pas marqué ce message comme lu',
      lead: 'Il reste non lu. Cette passerelle n’a peut-être que le droit de lire. Marquez le message dans votre webmail, ou prévenez l’administrateur de cette passerelle.',
    },
    unreachable: {
      title: 'Le serveur de courrier est injoignable',
      lead: 'Réessayez dans quelques minutes.',
    },
    unexpected: {
      title: 'Une erreur s’est produite',
      lead: 'La boîte n’a pas pu être lue. Réessayez dans un instant.',
    },
  },
};
