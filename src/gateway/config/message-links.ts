import { isLoopback } from '../../core/account/loopback';
import { isWeb, parseUrl } from '../../core/answer/link';
import type { LinkTo } from '../mailbox/imap/message-store';

/** Where a mail is read: in the gateway's own reader, in the provider's webmail, or at an address made of a template. */
export type LinkChoice = 'reader' | 'webmail' | { readonly template: string };

const PLACEHOLDERS: readonly string[] = ['message-id', 'uid', 'folder', 'user'];

/** What someone chose; undefined unless it is one of the words or an https address (http on this machine alone) with known placeholders. */
export function parseLinkChoice(text: string): LinkChoice | undefined {
  if (text === 'reader' || text === 'webmail') return text;
  const names = [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (!names.every(name => PLACEHOLDERS.includes(name))) return undefined;
  const url = parseUrl(text.replaceAll(/\{[^}]*\}/g, 'x'));
  const isSafe = url?.protocol === 'https:' || (url && isWeb(url) && isLoopback(url));
  return isSafe ? { template: text } : undefined;
}

/**
 * Makes the links of a mailbox. Where a template needs a Message-ID and a mail has none, the link leads to the webmail,
 * or else to the gateway's reader.
 */
export function createLinkTo(template: string, user: string, webmail: string | undefined): LinkTo {
  return ({ messageId, place }) => {
    const id = messageId.replace(/^<|>$/g, '');
    if (id === '' && template.includes('{message-id}')) return webmail;
    const values: Readonly<Record<string, string>> = {
      'message-id': id,
      uid: String(place.uid),
      folder: place.path,
      user,
    };
    return template.replaceAll(/\{([^}]*)\}/g, (_all, name) => encodeURIComponent(values[name] ?? ''));
  };
}
