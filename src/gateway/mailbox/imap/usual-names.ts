import { specialUse } from 'imapflow/lib/special-use.js';

/** Usual names that imapflow doesn't know, in the languages of common providers. */
const MORE_NAMES: Readonly<Record<string, readonly string[]>> = {
  '\\Junk': [
    ...['Bulk', 'Spamverdacht', 'Spam-Verdacht', 'Spamordner', 'Unerwünscht', 'Quarantaine', 'Indésirable'],
    ...['Courriers indésirables', 'Śmieci', 'Wiadomości śmieci', 'Spamuri', 'E-mailuri nedorite'],
    ...[
      'البريد العشوائي',
      'البريد غير الهام',
      'بريد غير مرغوب فيه',
      'البريد غير المرغوب فيه',
      'البريد المزعج',
    ],
  ],
  '\\Sent': [
    ...['Outbox', 'Sent Objects', 'Postausgang', 'Courrier envoyé', 'Courriers envoyés', 'Objets envoyés'],
    ...['Enviado', 'Correo enviado', 'Poczta wysłana', 'E-mailuri trimise'],
    ...['العناصر المرسلة', 'الرسائل المرسلة', 'البريد المُرسل'],
  ],
  '\\Trash': [
    ...['Recycle Bin', 'Deleted Objects', 'Gelöschte Nachrichten', 'Supprimés', 'Messages supprimés'],
    ...['Eliminados', 'Mensajes eliminados', 'Correo eliminado', 'Papelera de reciclaje'],
    ...['Coș', 'Coș de gunoi', 'Coșul de gunoi', 'Șterse', 'Mesaje șterse', 'Articole șterse'],
    ...['سلة المهملات', 'المحذوفات', 'المحذوفة', 'الرسائل المحذوفة'],
  ],
  '\\Drafts': ['Entwurf', 'Brouillon', 'Szkic', 'Robocze', 'Schițe', 'مسودة'],
};

const USES: ReadonlyMap<string, string> = new Map(
  Object.entries(MORE_NAMES).flatMap(([use, names]) =>
    names.map((name): [string, string] => [folded(name), use]),
  ),
);

/** The special use (RFC 6154) that mail programs give a folder of this name, or undefined. */
export function useOfName(name: string): string | undefined {
  return specialUse(false, { name, flags: new Set() }).flag ?? USES.get(folded(name));
}

/** Romanian is also written with cedillas (ş, ţ) instead of commas (ș, ț). */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ş', 'ș')
    .replaceAll('ţ', 'ț')
    .replaceAll(/[\u200e\u200f]/g, '')
    .trim();
}
