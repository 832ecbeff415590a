import { isLoopback } from '../../core/account/loopback';
import { isWeb, parseUrl } from '../../core/answer/link';
import type { LinkTo } from '../mailbox/imap/message-store';

export type LinkChoice = 'reader' | 'webmail' | { readonly template: string };

const PLACEHOLDERS: readonly string[] = ['message-id', 'uid', 'folder', 'user'];

/** Undefined for an unknown placeholder or an unsafe address (http is only for this machine). */
export function parseLinkChoice(text: string): LinkChoice | undefined {
  if (text === 'reader' || text === 'webmail') return text;
  const names = [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (!names.every(name => PLACEHOLDERS.includes(name))) return undefined;
  const url = parseUrl(text.replaceAll(/\{[^}]*\}/g, 'x'));
  const isSafe = url?.protocol === 'https:' || (url && isWeb(url) && isLoopback(url));
  return isSafe ? { template: text } : undefined;
}

/** If the template needs a Message-ID and the mail has none, the link is the webmail's address, if any. */
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
