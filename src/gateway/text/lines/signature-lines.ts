/** The line that telephones and Outlook write below a mail, in English, German and the popular languages. */
const SIGNATURES: readonly RegExp[] = [
  /^(?:Sent from (?:my|Outlook|Mail|Yahoo|Samsung|Proton|Gmail)|Get Outlook for|Get the Outlook app|Sent (?:via|with) (?:the )?(?:Proton|Samsung|Outlook|BlackBerry))\b/iu,
  /^(?:Envoyée? (?:de(?:puis)?|à partir d[eu]|avec|via) (?:mon|ma|l[’']|Outlook|Yahoo|Samsung|Proton|Mail|Courrier|la messagerie)|Télécharge[rz] Outlook|Obtene[rz] Outlook|Obtenir Outlook|Provenance : Courrier)/iu,
  /^(?:Enviado (?:desde|con|vía|por) (?:mi|el|Outlook|Yahoo|Samsung|Proton|Mail|Correo)|Obt(?:ener|én|enga) Outlook|Descargar Outlook)/iu,
  /^(?:Wysłan[eoay] (?:z|za pomocą|przy użyciu) |Pobierz (?:aplikację )?(?:program )?Outlook|Uzyskaj (?:aplikację )?Outlook)/iu,
  /^(?:Trimis(?:ă)? (?:de pe|din|de la|cu|prin) |Ob[tț]ine[tț]i Outlook|Descărca[tț]i Outlook)/iu,
  /^(?:أُ?رسلت? من|تم الإرسال من|مُ?رسلة? من|الحصول على Outlook|احصل على Outlook)/u,
  /^(?:Von mein\p{L}+ .{1,40} gesendet|Gesendet (?:von (?:mein\p{L}+|Outlook|Mail)|mit der .{1,40} App|aus der)|(?:Holen Sie sich |Laden Sie )?Outlook für \p{L}+ (?:herunterladen|beziehen)|Holen Sie sich Outlook)/iu,
];

/** A longer line has words of its own. In characters. */
const MAX_LENGTH = 90;

export function isProgramSignature(line: string): boolean {
  const trimmed = line.replace(/^[\s\p{Cf}]+/u, '').trimEnd();
  return trimmed.length <= MAX_LENGTH && SIGNATURES.some(pattern => pattern.test(trimmed));
}
