import type { Texts } from './en';
import { createPlural } from './plural';

const plural = createPlural('es');

export const es: Texts = {
  home: {
    title: 'Pasarela de Facteur',
    lead: 'Este programa responde a la API Personal Messages para que la extensión Facteur pueda avisar de los mensajes nuevos.',
    addresses: 'Direcciones para la extensión',
    hint: 'La extensión las pide en sus ajustes. Seleccione una y cópiela.',
    openMail: 'Abrir el buzón',
  },
  field: {
    api: 'Dirección de la API',
    signInPage: 'Página de inicio de sesión',
    webmail: 'Dirección del correo web',
    token: 'Token',
  },
  signIn: {
    title: 'Iniciar sesión',
    lead: 'Inicie sesión en su buzón.',
    forExtension: 'Inicie sesión para que Facteur pueda ver su buzón. Después podrá elegir qué ve.',
    user: 'Nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    cancel: 'Cancelar',
    wrong: 'El nombre de usuario y la contraseña no coinciden. Compruebe ambos y vuelva a intentarlo.',
    demo: 'Este es un buzón de demostración. Tanto el nombre de usuario como la contraseña son «demo».',
    out: 'Cerrar sesión',
    wait: duration =>
      `Ha habido demasiados intentos fallidos, así que este no se ha comprobado. Vuelva a intentarlo dentro de ${duration}.`,
  },
  token: {
    title: 'Sesión iniciada',
    lead: 'Copie estos dos textos en los ajustes de la extensión.',
    secret: 'Quien tenga el token puede ver su buzón igual que la extensión. No lo comparta con nadie.',
    home: 'Página de inicio',
  },
  privacy: {
    title: 'Lo que ve Facteur',
    lead: 'Usted decide qué comunica el buzón a Facteur y puede cambiar de opinión en cualquier momento.',
    legend: 'Facteur puede ver',
    save: 'Guardar mi elección',
    refuse: 'Rechazar todo',
    saved: 'Su elección se ha guardado.',
    refused:
      'Lo ha rechazado todo: Facteur no ve nada de este buzón. Guarde una elección para volver a darle acceso.',
    back: 'Después volverá a Facteur.',
    withholding: 'Lo que no esté marcado no se comunica. Facteur sabrá que falta, pero no por qué.',
  },
  info: {
    NoEMails: 'Número de correos',
    NoUnReadMails: 'Número de correos no leídos',
    NoSMS: 'Número de SMS no leídos',
    EmailsLastNDetailed:
      'Resumen de los últimos correos no leídos: remitente, fecha, asunto y primeras palabras',
  },
  mail: {
    title: 'Buzón',
    unread: 'No leído',
    noSubject: 'Sin asunto',
    empty: 'Todavía no hay correo.',
    privacy: 'Lo que ve Facteur',
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
    formatted: 'Con formato',
    plain: 'Texto sin formato',
    pictures: 'Las imágenes externas no se cargan, porque su remitente sabría que ha leído este mensaje.',
    showPictures: 'Mostrar las imágenes',
    cut: 'Este mensaje es más largo de lo que se muestra aquí.',
    noText: 'Este mensaje no contiene texto.',
    attachments: 'Archivos adjuntos',
    inWebmail: 'Puede abrirlos en el correo web.',
    openWebmail: 'Abrir el correo web',
  },
  error: {
    home: 'Página de inicio',
    signIn: 'Iniciar sesión',
    notFound: {
      title: 'Aquí no hay nada',
      lead: 'Esta dirección no lleva a ninguna parte. Las que sí lo hacen están en la página de inicio.',
    },
    noMessage: {
      title: 'Este mensaje ya no está',
      lead: 'Puede que se haya eliminado, o que el buzón de demostración se haya reiniciado y ahora tenga otros mensajes.',
    },
    wrongMethod: { title: 'Así no', lead: 'Esta página no se puede pedir de esta manera.' },
    badForm: {
      title: 'No se puede leer este formulario',
      lead: 'Vuelva atrás, recargue la página y envíe el formulario de nuevo.',
    },
    oldForm: {
      title: 'Este formulario es demasiado antiguo',
      lead: 'Desde entonces alguien ha iniciado o cerrado sesión en este navegador, o este no guarda las cookies de esta página. Vuelva atrás, recargue la página e inténtelo de nuevo.',
    },
    foreignForm: {
      title: 'Este formulario viene de otro sitio',
      lead: 'Lo envió otro sitio web, así que no se ha hecho nada. Si era lo que quería, hágalo en las páginas de la propia pasarela.',
    },
    badReturn: {
      title: 'No hay adónde volver',
      lead: 'La dirección de retorno no es la de una extensión del navegador, así que no se ha iniciado ninguna sesión. Empiece de nuevo desde la extensión.',
    },
    unpinned: {
      title: 'No para esta extensión',
      lead: 'Quien administra esta pasarela ha elegido qué extensiones del navegador pueden iniciar sesión, y esta no es una de ellas, así que no se ha iniciado ninguna sesión. Pídale que la añada.',
    },
    badKey: {
      title: 'Este enlace ya no funciona',
      lead: 'Puede que esté incompleto o que tenga más de un mes. Inicie sesión para ver el buzón.',
    },
    foreignHost: {
      title: 'No con este nombre',
      lead: 'La pasarela solo responde en la dirección que mostró al iniciarse.',
    },
    unsaved: {
      title: 'Su elección no se ha guardado',
      lead: 'No se ha podido escribir, así que sigue valiendo lo que eligió antes. Vuelva atrás e inténtelo de nuevo; si vuelve a fallar, avise a quien administra esta pasarela.',
    },
    refusedPassword: {
      title: 'El servidor de correo rechaza la contraseña',
      lead: 'Quien administra esta pasarela tiene que darle la contraseña correcta de este buzón y volver a iniciarla.',
    },
    unmarked: {
      title: 'El servidor de correo rechaza marcar este mensaje como leído',
      lead: 'Sigue sin leer: puede que esta pasarela solo tenga permiso de lectura. Márquelo en el correo web o avise a quien administra esta pasarela.',
    },
    unreachable: {
      title: 'No se puede acceder al servidor de correo',
      lead: 'Vuelva a intentarlo dentro de unos minutos.',
    },
    unexpected: {
      title: 'Algo ha fallado',
      lead: 'No se ha podido leer el buzón. Vuelva a intentarlo dentro de un momento.',
    },
  },
};
