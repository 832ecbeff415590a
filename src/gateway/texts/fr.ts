import { createPlural } from './plural';
import type { Texts } from './texts';

const plural = createPlural('fr');

export const fr: Texts = {
  home: {
    title: 'Passerelle Facteur',
    lead: 'Ce programme relie l’extension Facteur à votre boîte, pour qu’elle puisse vous prévenir des nouveaux messages.',
    addresses: 'Adresses pour l’extension',
    hint: 'Donnez à l’extension l’adresse de cette page : elle les trouvera elle-même. D’autres programmes en ont besoin.',
    openMail: 'Ouvrir la boîte',
    signedOut: 'Vous êtes déconnecté. Les jetons qui ont pris fin n’ouvrent plus votre boîte.',
  },
  field: {
    api: 'Adresse de l’API',
    signInPage: 'Page de connexion',
    webmail: 'Adresse du webmail',
    token: 'Jeton',
    copy: 'Copier',
    copied: 'Copié',
  },
  signIn: {
    title: 'Connexion',
    lead: 'Connectez-vous à votre boîte.',
    forExtension:
      'Connectez-vous pour donner à Facteur l’accès à votre boîte. Vous choisirez ensuite ce qu’il peut voir.',
    forService: name =>
      `Connectez-vous pour que ${name} puisse interroger votre boîte. Vous choisirez ensuite ce qu’il peut voir.`,
    user: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    cancel: 'Annuler',
    wrong: 'Nom d’utilisateur ou mot de passe incorrect.',
    demo: 'C’est une boîte de démonstration. Son nom d’utilisateur est « demo », son mot de passe aussi.',
    out: 'Se déconnecter',
    outEverywhere: 'Se déconnecter partout',
    wait: duration => `Trop de tentatives de connexion en ce moment. Réessayez dans ${duration}.`,
  },
  own: {
    lead: 'Utilisez l’adresse e-mail et le mot de passe de votre boîte, comme dans un logiciel de messagerie. Vous choisirez ensuite ce que Facteur peut voir.',
    address: 'Adresse e-mail',
    demo: 'Essayer la boîte de démonstration',
    busy: 'Recherche de votre serveur de messagerie et connexion…',
    server: 'Serveur de messagerie',
    serverHint: 'Si ces champs restent vides, la passerelle les trouve d’après votre adresse.',
    host: 'Serveur',
    port: 'Port',
    security: 'Sécurité',
    login: 'Nom d’utilisateur sur ce serveur',
    plain: 'Aucune (cet ordinateur seul)',
    kept: 'Votre mot de passe est gardé pour le prochain essai. Ne le retapez que pour le changer.',
    issuer: 'Émis par',
    names: 'Émis pour',
    validity: 'Valable',
    fingerprint: 'Empreinte SHA-256',
    trust: 'Faire confiance à ce certificat',
    trustLead:
      'Si c’est votre propre serveur, comparez l’empreinte avec celle de son certificat. Sinon, quelqu’un intercepte peut-être la connexion : annulez et interrogez votre fournisseur.',
    help: name => `${name} : comment faire`,
    badAddress: 'Saisissez l’adresse e-mail complète, par exemple jean@example.org.',
    foreignDomain: domains => `Cette passerelle est réservée aux adresses de ${domains}.`,
    noServer: domain =>
      `Aucun serveur de messagerie trouvé pour ${domain}. Saisissez-le ci-dessous : l’aide de votre fournisseur l’appelle serveur IMAP ou serveur entrant.`,
    askAdministrator: domain =>
      `Aucun serveur de messagerie trouvé pour ${domain}. Prévenez l’administrateur de cette passerelle.`,
    passwordMissing: 'Saisissez le mot de passe de la boîte.',
    badHost: 'Saisissez le nom du serveur de messagerie, par exemple imap.example.org.',
    badPort: 'Saisissez un port entre 1 et 65535. C’est en général 993.',
    unencrypted:
      'Sans chiffrement, d’autres pourraient lire le mot de passe en chemin. Choisissez TLS ou STARTTLS.',
    unproven: host =>
      `Les enregistrements DNS de votre domaine désignent ${host} comme serveur de messagerie. De tels enregistrements peuvent être falsifiés. Si l’aide de votre fournisseur nomme ce serveur, connectez-vous de nouveau : il recevra alors votre mot de passe.`,
    refused: host => `${host} n’accepte pas ce nom d’utilisateur et ce mot de passe.`,
    busyServer: host => `${host} ne laisse entrer personne en ce moment. Réessayez dans quelques minutes.`,
    oauthOnly: (host, domain) =>
      `${host} n’accepte aucun mot de passe, seulement OAuth. Demandez à l’administrateur de cette passerelle de le configurer pour ${domain}. Ou activez IMAP avec mots de passe ou mots de passe d’application dans les réglages de votre boîte, si elle en a.`,
    noSignIn: host =>
      `${host} ne propose pas de connexion par mot de passe, aucun n’a donc été envoyé. Choisissez TLS ou STARTTLS, ou activez IMAP dans les réglages de votre boîte.`,
    untrusted: host => `Le certificat de ${host} vient d’un émetteur que cette passerelle ne connaît pas.`,
    otherName: host => `Le certificat de ${host} est établi pour un autre nom.`,
    expired: host => `Le certificat de ${host} a expiré.`,
    notYetValid: host =>
      `Le certificat de ${host} n’est pas encore valable, ou l’horloge de l’ordinateur de la passerelle est fausse.`,
    changed: host => `Le certificat de ${host} n’est pas celui auquel vous avez fait confiance.`,
    noTls: where =>
      `${where} est injoignable avec ce type de chiffrement. D’habitude, c’est le port 993 avec TLS, ou le port 143 avec STARTTLS.`,
    timeout: where => `${where} ne répond pas. Vérifiez le serveur et le port.`,
    noHost: host => `Le serveur ${host} n’existe pas. Vérifiez son nom et la connexion de la passerelle.`,
    unreachable: where => `${where} est injoignable. Vérifiez le serveur et le port.`,
    unexpected: host => `${host} a envoyé une réponse que cette passerelle ne comprend pas.`,
  },
  provider: {
    lead: 'Saisissez l’adresse e-mail de votre boîte. Vous choisirez ensuite ce que Facteur peut voir.',
    next: 'Suivant',
    busy: 'Recherche de votre serveur de messagerie…',
    change: 'Modifier',
    continue: name => `Continuer avec ${name}`,
    continueLead: name =>
      `Vous vous connectez chez ${name}. Cette passerelle ne voit jamais votre mot de passe. Vous choisirez ensuite ce que Facteur peut voir.`,
    appPassword: 'Utiliser plutôt un mot de passe d’application',
    useOther: 'Utiliser l’autre adresse',
    enterServer: 'Saisir soi-même le serveur',
    serverHint: 'L’aide de votre fournisseur l’appelle serveur IMAP ou serveur entrant.',
    unknownDomain: domain => `Aucun serveur de messagerie trouvé pour ${domain}. Vérifiez l’adresse.`,
    tell: 'Prévenez l’administrateur de cette passerelle.',
    down: name => `${name} est injoignable pour le moment. Réessayez dans quelques minutes.`,
    misconfigured: name =>
      `${name} n’accepte pas cette passerelle. Prévenez l’administrateur de cette passerelle : son journal indique ce qu’il faut corriger.`,
    noAddress: name =>
      `${name} n’indique pas l’adresse e-mail de ce compte. Prévenez l’administrateur de cette passerelle : son journal indique ce qu’il faut corriger.`,
    cancelled: name => `La connexion chez ${name} a été annulée. Réessayez, ou utilisez une autre adresse.`,
    other: (name, signedIn, address) =>
      `Vous vous êtes connecté chez ${name} avec ${signedIn}, et non avec ${address}. Réessayez en y choisissant ${address}, ou utilisez l’autre adresse.`,
    unverified: (name, address) =>
      `${name} n’a pas vérifié que l’adresse ${address} est bien la vôtre. Confirmez-la dans votre compte chez ${name}, ou demandez à l’administrateur de cette passerelle : son journal indique ce qu’il faut faire. Puis réessayez.`,
    refusedToken: host =>
      `${host} n’accepte pas ce compte. IMAP y est peut-être désactivé, ou ce compte n’a pas de boîte. Activez IMAP dans les réglages de la boîte, ou demandez à l’administrateur de votre messagerie. Réessayez ensuite.`,
    noTokens: (host, name) =>
      `${host} n’accepte pas les connexions faites chez ${name}. Prévenez l’administrateur de cette passerelle.`,
    refusedMaster: host =>
      `${host} ne laisse pas cette passerelle accéder à votre boîte. Prévenez l’administrateur de cette passerelle.`,
  },
  token: {
    title: 'Vous êtes connecté',
    lead: 'Dans les réglages de Facteur, cliquez sur « Ajouter un compte » et ouvrez « Avancé ». Copiez-y ces deux éléments, puis cliquez sur « Enregistrer le compte ».',
    secret: 'Gardez le jeton pour vous : toute personne qui l’a peut voir votre boîte comme l’extension.',
    home: 'Page d’accueil',
  },
  privacy: {
    title: name => `Ce que ${name} peut voir`,
    lead: name =>
      `Choisissez ce que ${name} apprend de cette boîte. Vous pouvez changer d’avis à tout moment.`,
    legend: name => `${name} peut voir`,
    save: 'Enregistrer',
    refuse: 'Tout masquer',
    saved: 'Enregistré.',
    refused: name =>
      `${name} ne voit rien de cette boîte. Pour redonner l’accès, choisissez ce qui peut être vu et enregistrez.`,
    back: name => `Vous reviendrez ensuite à ${name}.`,
    withholding: name => `Si vous masquez un élément, ${name} le sait, mais pas pourquoi.`,
    allowed: 'Autoriser',
    once: 'Autoriser une fois',
    withheld: 'Masquer',
    services: 'Qui voit votre boîte',
    servicesLead:
      'Ces programmes et sites peuvent interroger cette passerelle sur votre boîte. Choisissez ce que chacun peut voir.',
    change: 'Choisir',
    withdraw: 'Annuler mon choix',
    forget: 'Oublier',
    neverAsked: 'Aucune demande pour l’instant.',
    lastAsked: (when, infos) => `Dernière demande (${when}) : ${infos}`,
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
    markUnread: 'Marquer comme non lu',
    readOnOpen: 'Ouvrir un message le marque comme lu.',
    notReadOnOpen: 'Ouvrir un message ne le marque pas comme lu.',
    stopMarking: 'Ne plus marquer comme lu à l’ouverture',
    startMarking: 'Marquer comme lu à l’ouverture',
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
  manager: {
    title: 'API Manager',
    lead: 'Les sites et programmes qui interrogent cette passerelle. Vous les acceptez ou les refusez ; chaque utilisateur décide ensuite de ce qu’ils voient.',
    none: 'Aucun service n’est encore enregistré.',
    open: 'Ouvrir',
    openNamed: name => `Ouvrir ${name}`,
    fromConfig: 'Défini dans le fichier de configuration',
    waiting: 'En attente de votre décision',
    approved: 'Accepté',
    refused: 'Refusé',
    register: 'Enregistrer un service',
    registerLead: 'Les utilisateurs voient le nom, le site et le logo avant d’accepter le service.',
    name: 'Nom du site',
    site: 'Adresse (URL) du site',
    logo: 'Logo du site',
    logoHint: 'Un PNG d’au plus 1024 × 1024 pixels, ou un SVG sans feuille de style ; 64 Kio au plus.',
    redirects: 'Adresses de retour',
    redirectsHint:
      'Une par ligne : où mènent exactement la connexion et les choix. En https, ou en http sur cet ordinateur.',
    infos: 'Il peut demander',
    submit: 'Enregistrer',
    approve: 'Accepter',
    refuse: 'Refuser',
    replacePassword: 'Remplacer le mot de passe',
    remove: 'Supprimer',
    removing:
      'Son mot de passe cesse aussitôt d’être valable, et les utilisateurs ne le voient plus. C’est définitif.',
    back: 'Tous les services',
    passwordOnce: 'Copiez le mot de passe maintenant : il ne sera plus affiché.',
    samples: 'Télécharger des exemples de code et le mode d’emploi (ZIP)',
    testAccount: (user, password) =>
      `Pour essayer un service, connectez-vous avec le compte de test : utilisateur « ${user} », mot de passe « ${password} ». Sa boîte contient des messages inventés.`,
    badName: 'Donnez au site un nom de 1 à 60 caractères.',
    badSite: 'Donnez l’adresse complète du site, par exemple https://stats.example.org/.',
    badLogo: 'Ce logo est inutilisable.',
    badRedirects:
      'Donnez au moins une adresse de retour : complète, en https (ou en http sur cet ordinateur) et sans #.',
    noInfos: 'Choisissez au moins un type d’information.',
  },
  advice: {
    'app-password': name =>
      `${name} exige un mot de passe d’application à la place de votre mot de passe habituel.`,
    'two-step-first': () => 'Pour le créer, activez d’abord la validation en deux étapes.',
    'security-settings': () => 'Créez-le dans les paramètres de sécurité de votre compte.',
    'app-password-with-two-step': name =>
      `Si vous utilisez la validation en deux étapes, ${name} exige un mot de passe d’application à la place de votre mot de passe habituel.`,
    'mail-password': name =>
      `${name} exige un mot de passe réservé aux logiciels de messagerie. Définissez-le dans les paramètres de votre compte.`,
    'authorization-code': name =>
      `${name} exige un code d’autorisation à la place de votre mot de passe. Créez-le dans les paramètres de ${name}, là où vous activez l’accès IMAP.`,
    'address-or-device-password': name =>
      `${name} accepte le mot de passe de l’adresse e-mail ou un mot de passe d’appareil. Ils peuvent être différents de celui de votre compte.`,
    'turn-on-imap': name =>
      `Activez d’abord l’accès des logiciels de messagerie (IMAP) dans les paramètres de ${name}.`,
    'maybe-turn-on-imap': name =>
      `Vous devrez peut-être activer l’accès des logiciels de messagerie (IMAP) dans les paramètres de ${name}.`,
    'higher-plan': name => `L’offre gratuite ou de base de ${name} ne le permet pas.`,
    'main-address': name => `${name} n’accepte que l’adresse principale d’une boîte, pas un alias.`,
    bridge: name =>
      `${name} nécessite Proton Mail Bridge sur cet ordinateur, inclus dans les offres payantes. Utilisez le mot de passe que Bridge affiche.`,
    'turn-off-protection': name =>
      `Désactivez la « protection supplémentaire du compte e-mail » dans les paramètres de ${name} : elle bloque les logiciels de messagerie.`,
    'no-passwords': name =>
      `${name} n’accepte aucun mot de passe depuis un logiciel de messagerie, pas même un mot de passe d’application. Pour vous y connecter, demandez d’abord à l’administrateur de cette passerelle de l’enregistrer chez ${name}.`,
  },
  error: {
    home: 'Page d’accueil',
    signIn: 'Se connecter',
    said: 'Le serveur de messagerie répond :',
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
    notOperator: {
      title: 'Cette page est réservée à l’administrateur',
      lead: 'Ouvrez le lien que la passerelle a affiché à son démarrage, ou demandez-en un nouveau : facteur-gateway manager. Un lien sert une fois, pendant une heure.',
    },
    badForm: {
      title: 'Ce formulaire n’a pas pu être lu',
      lead: 'Revenez en arrière, rechargez la page et renvoyez le formulaire.',
    },
    oldForm: {
      title: 'Ce formulaire a expiré',
      lead: 'Quelqu’un s’est connecté ou déconnecté depuis dans ce navigateur, ou celui-ci bloque les cookies de cette page. Revenez en arrière, rechargez la page et réessayez.',
    },
    strayAnswer: {
      title: 'La connexion ne peut pas aboutir',
      lead: 'Cette connexion est déjà terminée, a été remplacée par une plus récente ou a duré plus de 15 minutes. Si vous n’êtes pas connecté, recommencez.',
    },
    foreignForm: {
      title: 'Ce formulaire vient d’un autre site',
      lead: 'Rien n’a été fait. Si c’était voulu, utilisez les pages de la passerelle.',
    },
    badService: {
      title: 'Ce site ou programme n’est pas autorisé ici',
      lead: 'Il n’est pas enregistré auprès de cette passerelle, ou son administrateur ne l’a pas accepté. Adressez-vous à lui, ou aux auteurs du site ou du programme.',
    },
    badReturn: {
      title: 'La connexion ne peut pas aboutir',
      lead: 'L’adresse de retour n’est ni celle d’une extension de navigateur, ni une adresse que le site a enregistrée. Recommencez là d’où vous venez.',
    },
    unpinned: {
      title: 'Cette extension n’est pas autorisée ici',
      lead: 'L’administrateur de cette passerelle n’autorise que certaines extensions de navigateur à s’y connecter. Demandez-lui d’ajouter celle-ci.',
    },
    badKey: {
      title: 'Ce lien ne fonctionne plus',
      lead: 'Il est peut-être incomplet ou vieux de plus d’un mois, ou la passerelle a redémarré. Connectez-vous pour voir la boîte.',
    },
    foreignHost: {
      title: 'Mauvaise adresse',
      lead: 'Utilisez l’adresse que la passerelle a affichée au démarrage.',
    },
    notEnded: {
      title: 'Vous n’êtes pas déconnecté partout',
      lead: 'La passerelle ne peut pas l’enregistrer. Revenez en arrière et réessayez. Si cela échoue encore, prévenez l’administrateur de cette passerelle.',
    },
    notSignedOut: {
      title: 'Vous n’êtes pas déconnecté',
      lead: 'La passerelle ne peut pas l’enregistrer. Revenez en arrière et réessayez. Si cela échoue encore, prévenez l’administrateur de cette passerelle.',
    },
    unstored: {
      title: 'Vous n’êtes pas connecté',
      lead: 'La passerelle ne peut pas enregistrer la connexion. Son disque est peut-être plein. Prévenez l’administrateur de cette passerelle : son journal donne les détails.',
    },
    unsaved: {
      title: 'Votre choix n’a pas été enregistré',
      lead: 'Votre choix précédent reste valable. Revenez en arrière et réessayez. Si cela échoue encore, prévenez l’administrateur de cette passerelle.',
    },
    refusedPassword: {
      title: 'Le serveur de messagerie n’accepte pas le mot de passe',
      lead: 'Si le mot de passe de la boîte a changé, connectez-vous avec le nouveau. Si vous utilisez ici un mot de passe réservé à cette passerelle, son administrateur doit saisir le nouveau mot de passe de la boîte ; connectez-vous ensuite de nouveau.',
    },
    refusedGrant: {
      title: 'Le serveur de messagerie n’accepte plus cette connexion',
      lead: 'Connectez-vous de nouveau.',
    },
    endedGrant: {
      title: 'Le serveur de messagerie n’accepte plus cette connexion',
      lead: 'L’administrateur de cette passerelle doit se connecter de nouveau pour cette boîte : facteur-gateway sign-in, avec le nom de la boîte.',
    },
    missingGrant: {
      title: 'Cette boîte n’est pas encore connectée',
      lead: 'L’administrateur de cette passerelle doit d’abord se connecter pour elle : facteur-gateway sign-in, avec le nom de la boîte.',
    },
    noTokens: {
      title: 'Le serveur de messagerie n’accepte pas cette connexion',
      lead: 'Il n’accepte pas les connexions faites chez un fournisseur : cette passerelle ne peut donc pas lire la boîte. Prévenez l’administrateur de cette passerelle : son journal donne les détails.',
    },
    noPassword: {
      title: 'Le serveur de messagerie n’accepte pas de mot de passe',
      lead: 'Activez l’IMAP par mot de passe ou les mots de passe d’application dans les réglages de votre boîte, s’ils existent. Sinon, cette passerelle ne peut pas la lire. Son administrateur trouvera plus de détails dans le journal.',
    },
    unmarked: {
      title: 'Le serveur de messagerie n’a pas marqué ce message comme lu',
      lead: 'Il reste non lu. Cette passerelle n’a peut-être que le droit de lire. Marquez le message dans votre webmail, ou prévenez l’administrateur de cette passerelle.',
    },
    unreachable: {
      title: 'Le serveur de messagerie est injoignable',
      lead: 'Réessayez dans quelques minutes.',
    },
    away: {
      title: 'La passerelle ne peut pas répondre pour le moment',
      lead: 'Elle n’a pas accès à ses données. Réessayez dans quelques minutes.',
    },
    unexpected: {
      title: 'Une erreur s’est produite',
      lead: 'La boîte n’a pas pu être lue. Réessayez dans un instant.',
    },
  },
};
