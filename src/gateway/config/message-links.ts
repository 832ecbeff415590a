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

/** Where a click on a message leads, if not to the gateway's own reader. */
export interface MessageLink {
  readonly template: string;
  readonly user: string;
  readonly webmail: string | undefined;
}

/**
 * If the template needs a Message-ID and the mail has none, the link is the webmail's address, if any. Undefined for the
 * reader.
 */
export function createLinkTo(link: MessageLink | undefined): LinkTo {
  if (link === undefined) return () => undefined;
  const { template, user, webmail } = link;
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
