import { createPlural } from './plural';
import type { Texts } from './texts';

const plural = createPlural('es');

export const es: Texts = {
  home: {
    title: 'Pasarela de Facteur',
    lead: 'Este programa conecta la extensión Facteur con tu buzón, para que pueda avisarte del correo nuevo.',
    addresses: 'Direcciones para la extensión',
    hint: 'Si das a la extensión la dirección de esta página, las encuentra sola. Otros programas las necesitan.',
    openMail: 'Abrir el buzón',
    signedOut: 'Has cerrado la sesión. Los tokens que han terminado ya no abren tu buzón.',
  },
  field: {
    api: 'Dirección de la API',
    signInPage: 'Página de inicio de sesión',
    webmail: 'Dirección del correo web',
    token: 'Token',
    copy: 'Copiar',
    copied: 'Copiado',
  },
  signIn: {
    title: 'Iniciar sesión',
    lead: 'Inicia sesión en tu buzón.',
    forExtension: 'Inicia sesión para dar a Facteur acceso a tu buzón. Después podrás elegir qué ve.',
    forService: name =>
      `Inicia sesión para que ${name} pueda consultar tu buzón. Después elegirás qué puede ver.`,
    user: 'Nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    cancel: 'Cancelar',
    wrong: 'Nombre de usuario o contraseña incorrectos.',
    demo: 'Este es un buzón de demostración. Tanto el nombre de usuario como la contraseña son «demo».',
    out: 'Cerrar sesión',
    outEverywhere: 'Cerrar todas las sesiones',
    wait: duration =>
      `Hay demasiados inicios de sesión en este momento. Inténtalo de nuevo dentro de ${duration}.`,
  },
  own: {
    lead: 'Usa la dirección y la contraseña de tu buzón, como en un programa de correo. Después podrás elegir qué ve Facteur.',
    address: 'Dirección de correo',
    demo: 'Probar el buzón de demostración',
    busy: 'Buscando tu servidor de correo e iniciando sesión…',
    server: 'Servidor de correo',
    serverHint: 'Si quedan vacíos, la pasarela los encuentra a partir de tu dirección.',
    host: 'Servidor',
    port: 'Puerto',
    security: 'Seguridad',
    login: 'Nombre de usuario en este servidor',
    plain: 'Ninguna (solo en este equipo)',
    kept: 'Tu contraseña se guarda para el próximo intento. Escríbela de nuevo solo para cambiarla.',
    issuer: 'Emitido por',
    names: 'Emitido para',
    validity: 'Válido',
    fingerprint: 'Huella SHA-256',
    trust: 'Confiar en este certificado',
    trustLead:
      'Si es tu propio servidor, compara la huella con la de su certificado. Si no, puede que alguien intercepte la conexión: cancela y pregunta a tu proveedor.',
    help: name => `${name}: cómo hacerlo`,
    badAddress: 'Escribe la dirección de correo completa, por ejemplo jean@example.org.',
    foreignDomain: domains => `Esta pasarela es solo para direcciones de ${domains}.`,
    noServer: domain =>
      `No se encontró ningún servidor de correo para ${domain}. Escríbelo abajo: la ayuda de tu proveedor lo llama servidor IMAP o de correo entrante.`,
    askAdministrator: domain =>
      `No se encontró ningún servidor de correo para ${domain}. Avisa al administrador de esta pasarela.`,
    passwordMissing: 'Escribe la contraseña del buzón.',
    badHost: 'Escribe el nombre del servidor de correo, por ejemplo imap.example.org.',
    badPort: 'Escribe un puerto del 1 al 65535. Suele ser el 993.',
    unencrypted: 'Sin cifrado, otros podrían leer la contraseña por el camino. Elige TLS o STARTTLS.',
    unproven: host =>
      `Los registros DNS de tu dominio indican que ${host} es su servidor de correo. Esos registros se pueden falsificar. Si la ayuda de tu proveedor nombra este servidor, inicia sesión de nuevo: entonces recibirá tu contraseña.`,
    refused: host => `${host} no acepta este nombre de usuario y esta contraseña.`,
    busyServer: host => `${host} no deja entrar a nadie en este momento. Inténtalo de nuevo en unos minutos.`,
    oauthOnly: (host, domain) =>
      `${host} no acepta contraseñas, solo OAuth. Pide al administrador de esta pasarela que lo configure para ${domain}. O activa IMAP con contraseñas o contraseñas de aplicación en los ajustes de tu buzón, si las tiene.`,
    noSignIn: host =>
      `${host} no ofrece inicio de sesión con contraseña, así que no se envió ninguna. Elige TLS o STARTTLS, o activa IMAP en los ajustes de tu buzón.`,
    untrusted: host => `El certificado de ${host} es de un emisor que esta pasarela no conoce.`,
    otherName: host => `El certificado de ${host} es para otro nombre.`,
    expired: host => `El certificado de ${host} ha caducado.`,
    notYetValid: host =>
      `El certificado de ${host} todavía no es válido, o el reloj del equipo de la pasarela está mal.`,
    changed: host => `El certificado de ${host} no es el mismo en el que confiaste.`,
    noTls: where =>
      `No se puede acceder a ${where} con este tipo de cifrado. Lo habitual es el puerto 993 con TLS o el 143 con STARTTLS.`,
    timeout: where => `${where} no responde. Comprueba el servidor y el puerto.`,
    noHost: host =>
      `No existe el servidor ${host}. Comprueba su nombre y si la pasarela tiene conexión a Internet.`,
    unreachable: where => `No se puede acceder a ${where}. Comprueba el servidor y el puerto.`,
    unexpected: host => `${host} envió una respuesta que esta pasarela no entiende.`,
  },
  provider: {
    lead: 'Escribe la dirección de correo de tu buzón. Después podrás elegir qué ve Facteur.',
    next: 'Siguiente',
    busy: 'Buscando tu servidor de correo…',
    change: 'Cambiar',
    continue: name => `Continuar con ${name}`,
    continueLead: name =>
      `Inicias sesión en ${name}. Esta pasarela nunca ve tu contraseña. Después podrás elegir qué ve Facteur.`,
    appPassword: 'Usar una contraseña de aplicación',
    useOther: 'Usar la otra dirección',
    enterServer: 'Escribir el servidor a mano',
    serverHint: 'La ayuda de tu proveedor lo llama servidor IMAP o de correo entrante.',
    unknownDomain: domain =>
      `No se encontró ningún servidor de correo para ${domain}. Comprueba la dirección.`,
    tell: 'Avisa al administrador de esta pasarela.',
    down: name => `No se puede acceder a ${name} en este momento. Inténtalo de nuevo en unos minutos.`,
    misconfigured: name =>
      `${name} no acepta esta pasarela. Avisa al administrador de esta pasarela: su registro indica qué hay que corregir.`,
    noAddress: name =>
      `${name} no indica la dirección de correo de esta cuenta. Avisa al administrador de esta pasarela: su registro indica qué hay que corregir.`,
    cancelled: name => `Se canceló el inicio de sesión en ${name}. Inténtalo de nuevo o usa otra dirección.`,
    other: (name, signedIn, address) =>
      `Iniciaste sesión en ${name} como ${signedIn}, no como ${address}. Inténtalo de nuevo y elige allí ${address}, o usa la otra dirección.`,
    unverified: (name, address) =>
      `${name} no ha comprobado que la dirección ${address} sea tuya. Confírmala en tu cuenta de ${name} o pregunta al administrador de esta pasarela: su registro indica qué hay que hacer. Después, inténtalo de nuevo.`,
    refusedToken: host =>
      `${host} no acepta esta cuenta. Puede que IMAP esté desactivado o que la cuenta no tenga buzón. Activa IMAP en los ajustes del buzón o pregunta al administrador de tu correo. Después, inténtalo de nuevo.`,
    noTokens: (host, name) =>
      `${host} no acepta inicios de sesión hechos en ${name}. Avisa al administrador de esta pasarela.`,
    refusedMaster: host =>
      `${host} no deja que esta pasarela entre en tu buzón. Avisa al administrador de esta pasarela.`,
  },
  token: {
    title: 'Has iniciado sesión',
    lead: 'En los ajustes de Facteur, pulsa «Añadir una cuenta» y abre «Avanzado». Copia ambos allí y pulsa «Guardar la cuenta».',
    secret: 'No compartas el token: cualquiera que lo tenga puede ver tu buzón igual que la extensión.',
    home: 'Página de inicio',
  },
  privacy: {
    title: name => `Lo que puede ver ${name}`,
    lead: name => `Elige qué comunica este buzón a ${name}. Puedes cambiarlo en cualquier momento.`,
    legend: name => `${name} puede ver`,
    save: 'Guardar',
    refuse: 'Ocultar todo',
    saved: 'Guardado.',
    refused: name =>
      `${name} no ve nada de este buzón. Para volver a dar acceso, elige lo que se puede ver y guarda.`,
    back: name => `Después volverás a ${name}.`,
    withholding: name => `Si ocultas algo, ${name} sabe que está oculto, pero no por qué.`,
    allowed: 'Permitir',
    once: 'Permitir una vez',
    withheld: 'Ocultar',
    services: 'Quién ve tu buzón',
    servicesLead:
      'Estos programas y sitios web pueden consultar tu buzón en esta pasarela. Elige qué ve cada uno.',
    change: 'Elegir',
    withdraw: 'Deshacer mi elección',
    forget: 'Olvidar',
    neverAsked: 'Aún no ha pedido nada.',
    lastAsked: (when, infos) => `Última consulta (${when}): ${infos}`,
  },
  info: {
    NoEMails: 'Número de correos',
    NoUnReadMails: 'Número de correos no leídos',
    NoSMS: 'Número de SMS no leídos',
    EmailsLastNDetailed: 'Los últimos correos no leídos: remitente, fecha, asunto y vista previa',
  },
  mail: {
    title: 'Buzón',
    unread: 'No leído',
    noSubject: 'Sin asunto',
    empty: 'Todavía no hay correo.',
    privacy: 'Lo que puede ver Facteur',
    back: 'Volver al buzón',
    from: 'De',
    date: 'Fecha',
    count: (unread, emails) =>
      `${plural(unread, { one: '# no leído', other: '# no leídos' })} de ${plural(emails, { one: '# correo', other: '# correos' })}`,
    sms: count => plural(count, { one: '# SMS no leído', other: '# SMS no leídos' }),
  },
  message: {
    read: 'Leído',
    markRead: 'Marcar como leído',
    markUnread: 'Marcar como no leído',
    readOnOpen: 'Al abrir un mensaje, se marca como leído.',
    notReadOnOpen: 'Al abrir un mensaje, no se marca como leído.',
    stopMarking: 'No marcar como leído al abrir',
    startMarking: 'Marcar como leído al abrir',
    formatted: 'Con formato',
    plain: 'Texto sin formato',
    pictures:
      'Las imágenes de otros sitios no se cargan, porque indicarían al remitente que has abierto este mensaje.',
    showPictures: 'Mostrar las imágenes',
    cut: 'Este mensaje es demasiado largo para mostrarlo entero.',
    noText: 'Este mensaje no contiene texto.',
    attachments: 'Archivos adjuntos',
    inWebmail: 'Puedes abrirlos en tu correo web.',
    openWebmail: 'Abrir el correo web',
  },
  manager: {
    title: 'API Manager',
    lead: 'Los sitios y programas que consultan esta pasarela. Tú los admites o los rechazas; después cada usuario decide qué ven.',
    none: 'Aún no se ha registrado ningún servicio.',
    open: 'Abrir',
    openNamed: name => `Abrir ${name}`,
    fromConfig: 'Definido en el archivo de configuración',
    waiting: 'Pendiente de tu decisión',
    approved: 'Admitido',
    refused: 'Rechazado',
    register: 'Registrar un servicio',
    registerLead: 'Los usuarios ven el nombre, el sitio web y el logo antes de admitir el servicio.',
    name: 'Nombre del sitio web',
    site: 'Dirección (URL) del sitio web',
    logo: 'Logo del sitio web',
    logoHint: 'Un PNG de 1024 × 1024 píxeles como máximo, o un SVG sin hojas de estilo; 64 KiB como máximo.',
    redirects: 'Direcciones de vuelta',
    redirectsHint:
      'Una por línea: adónde vuelven exactamente el inicio de sesión y las elecciones. Con https, o con http en este ordenador.',
    infos: 'Puede pedir',
    submit: 'Registrar',
    approve: 'Admitir',
    refuse: 'Rechazar',
    replacePassword: 'Cambiar la contraseña',
    remove: 'Eliminar',
    removing: 'Su contraseña deja de valer al instante y los usuarios ya no lo ven. No se puede deshacer.',
    back: 'Todos los servicios',
    passwordOnce: 'Copia ahora la contraseña: no se volverá a mostrar.',
    samples: 'Descargar código de ejemplo e instrucciones (ZIP)',
    testAccount: (user, password) =>
      `Para probar un servicio, inicia sesión con la cuenta de prueba: usuario «${user}», contraseña «${password}». Su buzón tiene correos inventados.`,
    badName: 'Pon al sitio web un nombre de 1 a 60 caracteres.',
    badSite: 'Pon la dirección completa del sitio web, por ejemplo https://stats.example.org/.',
    badLogo: 'Este logo no se puede usar.',
    badRedirects:
      'Pon al menos una dirección de vuelta: completa, con https (o con http en este ordenador) y sin #.',
    noInfos: 'Elige al menos un tipo de información.',
  },
  advice: {
    'app-password': name => `${name} exige una contraseña de aplicación en lugar de la habitual.`,
    'two-step-first': () => 'Para crearla, activa antes la verificación en dos pasos.',
    'security-settings': () => 'Créala en los ajustes de seguridad de tu cuenta.',
    'app-password-with-two-step': name =>
      `Si usas la verificación en dos pasos, ${name} exige una contraseña de aplicación en lugar de la habitual.`,
    'mail-password': name =>
      `${name} exige una contraseña aparte para los programas de correo. Defínela en los ajustes de tu cuenta.`,
    'authorization-code': name =>
      `${name} exige un código de autorización en lugar de tu contraseña. Créalo en los ajustes de ${name}, donde se activa el acceso IMAP.`,
    'address-or-device-password': name =>
      `${name} acepta la contraseña de la dirección de correo o una contraseña de dispositivo. Ambas pueden ser distintas de la de tu cuenta.`,
    'turn-on-imap': name =>
      `Activa antes el acceso para programas de correo (IMAP) en los ajustes de ${name}.`,
    'maybe-turn-on-imap': name =>
      `Quizá tengas que activar el acceso para programas de correo (IMAP) en los ajustes de ${name}.`,
    'higher-plan': name => `El plan gratuito o básico de ${name} no lo incluye.`,
    'main-address': name => `${name} solo acepta la dirección principal de un buzón, no un alias.`,
    bridge: name =>
      `${name} necesita Proton Mail Bridge en este ordenador, incluido en los planes de pago. Usa la contraseña que muestra Bridge.`,
    'turn-off-protection': name =>
      `Desactiva la «protección adicional de la cuenta de correo» en los ajustes de ${name}: bloquea los programas de correo.`,
    'no-passwords': name =>
      `${name} no acepta contraseñas de programas de correo, ni siquiera contraseñas de aplicación. Para iniciar sesión allí, pide antes al administrador de esta pasarela que la registre en ${name}.`,
  },
  error: {
    home: 'Página de inicio',
    signIn: 'Iniciar sesión',
    said: 'El servidor de correo responde:',
    notFound: {
      title: 'Página no encontrada',
      lead: 'No hay ninguna página en esta dirección. Empieza por la página de inicio.',
    },
    noMessage: {
      title: 'Este mensaje ya no existe',
      lead: 'Puede que se haya eliminado. Si es el buzón de demostración, se ha reiniciado con otros mensajes.',
    },
    wrongMethod: {
      title: 'Esta página no se puede abrir directamente',
      lead: 'Empieza por la página de inicio.',
    },
    notOperator: {
      title: 'Esta página es para el administrador',
      lead: 'Abre el enlace que la pasarela mostró al arrancar, o pide uno nuevo: facteur-gateway manager. Cada enlace sirve una vez, durante una hora.',
    },
    badForm: {
      title: 'No se ha podido leer este formulario',
      lead: 'Vuelve atrás, recarga la página y envía el formulario de nuevo.',
    },
    oldForm: {
      title: 'Este formulario ha caducado',
      lead: 'Alguien ha iniciado o cerrado sesión en este navegador desde entonces, o el navegador bloquea las cookies de esta página. Vuelve atrás, recarga la página e inténtalo de nuevo.',
    },
    strayAnswer: {
      title: 'No se puede completar el inicio de sesión',
      lead: 'Este inicio de sesión ya ha terminado, se sustituyó por otro más reciente o ha tardado más de 15 minutos. Si no has iniciado sesión, empieza de nuevo.',
    },
    foreignForm: {
      title: 'Este formulario viene de otro sitio web',
      lead: 'No se ha hecho nada. Si era lo que querías, usa las páginas de la pasarela.',
    },
    badService: {
      title: 'Este sitio o programa no está permitido aquí',
      lead: 'No está registrado en esta pasarela, o su administrador no lo ha admitido. Pregúntale a esa persona, o a quienes hacen el sitio o el programa.',
    },
    badReturn: {
      title: 'No se puede completar el inicio de sesión',
      lead: 'La dirección de vuelta no es de una extensión del navegador ni una que el sitio haya registrado. Empieza de nuevo desde donde venías.',
    },
    unpinned: {
      title: 'Esta extensión no está permitida aquí',
      lead: 'El administrador de esta pasarela solo permite iniciar sesión a determinadas extensiones del navegador. Pídele que añada esta.',
    },
    badKey: {
      title: 'Este enlace ya no funciona',
      lead: 'Puede que esté incompleto, que tenga más de un mes o que la pasarela se haya reiniciado. Inicia sesión para ver el buzón.',
    },
    foreignHost: {
      title: 'Dirección incorrecta',
      lead: 'Usa la dirección que la pasarela mostró al iniciarse.',
    },
    notEnded: {
      title: 'No se han cerrado todas las sesiones',
      lead: 'La pasarela no puede guardarlo. Vuelve atrás e inténtalo de nuevo. Si falla otra vez, avisa al administrador de esta pasarela.',
    },
    notSignedOut: {
      title: 'No se ha cerrado la sesión',
      lead: 'La pasarela no puede guardarlo. Vuelve atrás e inténtalo de nuevo. Si falla otra vez, avisa al administrador de esta pasarela.',
    },
    unstored: {
      title: 'No has iniciado sesión',
      lead: 'La pasarela no puede guardar el inicio de sesión. Puede que su disco esté lleno. Avisa al administrador de esta pasarela: su registro contiene los detalles.',
    },
    unsaved: {
      title: 'Tu elección no se ha guardado',
      lead: 'Sigue valiendo tu elección anterior. Vuelve atrás e inténtalo de nuevo. Si vuelve a fallar, avisa al administrador de esta pasarela.',
    },
    refusedPassword: {
      title: 'El servidor de correo no acepta la contraseña',
      lead: 'Si la contraseña del buzón ha cambiado, inicia sesión con la nueva. Si usas aquí una contraseña solo para esta pasarela, su administrador tiene que introducir la nueva contraseña del buzón; después, inicia sesión de nuevo.',
    },
    refusedGrant: {
      title: 'El servidor de correo ya no acepta este inicio de sesión',
      lead: 'Inicia sesión de nuevo.',
    },
    endedGrant: {
      title: 'El servidor de correo ya no acepta este inicio de sesión',
      lead: 'El administrador de esta pasarela tiene que iniciar sesión de nuevo para este buzón: facteur-gateway sign-in, con el nombre del buzón.',
    },
    missingGrant: {
      title: 'Este buzón todavía no está conectado',
      lead: 'El administrador de esta pasarela tiene que iniciar sesión antes para este buzón: facteur-gateway sign-in, con el nombre del buzón.',
    },
    noTokens: {
      title: 'El servidor de correo no acepta este inicio de sesión',
      lead: 'No acepta inicios de sesión hechos en un proveedor, así que esta pasarela no puede leer el buzón. Avisa al administrador de esta pasarela: su registro tiene los detalles.',
    },
    noPassword: {
      title: 'El servidor de correo no acepta contraseñas',
      lead: 'Activa IMAP con contraseña o las contraseñas de aplicación en los ajustes de tu buzón, si los tiene. Si no, esta pasarela no puede leerlo. Su administrador encontrará más detalles en el registro.',
    },
    unmarked: {
      title: 'El servidor de correo no ha marcado este mensaje como leído',
      lead: 'Sigue sin leer. Puede que esta pasarela solo tenga permiso de lectura. Márcalo en tu correo web o avisa al administrador de esta pasarela.',
    },
    unreachable: {
      title: 'No se puede contactar con el servidor de correo',
      lead: 'Inténtalo de nuevo dentro de unos minutos.',
    },
    away: {
      title: 'La pasarela no puede responder en este momento',
      lead: 'No tiene acceso a sus datos. Inténtalo de nuevo dentro de unos minutos.',
    },
    unexpected: {
      title: 'Se ha producido un error',
      lead: 'No se ha podido leer el buzón. Inténtalo de nuevo dentro de un momento.',
    },
  },
};
