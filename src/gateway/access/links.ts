import type { HolderKeys } from './user-keys';

/**
 * Addresses of a user's pages. For the user's own extension, an address has a signed key: it opens without a sign-in
 * for 30 to 60 days. For a service, the user is undefined and the address has no key. With a key, the service could
 * read whole mails and change its own consent.
 */
export interface Links {
  message(id: string, user: string | undefined): string;
  privacy(user: string): string;
  /**
   * The page to choose what a service may see, with the parameters of the provider's page. A client can append
   * `&urlRetour=`.
   */
  choice(service: string, infos: readonly string[], user: string | undefined): string;
  /** The mark of the user's mailbox that the key opens; undefined if the key is wrong. */
  markOfMessage(key: string, user: string, id: string): string | undefined;
  opensPrivacy(key: string, user: string): boolean;
}

const PERIOD = 30 * 24 * 60 * 60 * 1000;

/** `origin` has no slash at the end; `now` is in ms since 1970. */
export function createLinks(keys: HolderKeys, origin: string, now: () => number): Links {
  // Whole periods: an address stays the same from one answer to the next.
  const period = () => Math.floor(now() / PERIOD);
  const query = (user: string, purpose: string, ...parts: string[]) => {
    const key = keys.sign(user, purpose, String(period()), user, ...parts).toString('base64url');
    return `user=${encodeURIComponent(user)}&key=${key}`;
  };
  const markOf = (key: string, user: string, purpose: string, ...parts: string[]) =>
    [period(), period() - 1]
      .map(issued => keys.markOf(key, user, purpose, String(issued), user, ...parts))
      .find(mark => mark !== undefined);
  const choiceQuery = (service: string, infos: readonly string[]) =>
    `family=PersonalMessages&serviceId=${service}&attributes=${[...infos, 'see'].join(',')}`;
  return {
    message(id, user) {
      const address = `${origin}/message/${encodeURIComponent(id)}`;
      return user === undefined ? address : `${address}?${query(user, 'message', id)}`;
    },
    privacy: user => `${origin}/privacy?${query(user, 'privacy')}`,
    choice(service, infos, user) {
      const key = user === undefined ? '' : `&${query(user, 'privacy')}`;
      return `${origin}/privacy?${choiceQuery(service, infos)}${key}`;
    },
    markOfMessage: (key, user, id) => markOf(key, user, 'message', id),
    opensPrivacy: (key, user) => markOf(key, user, 'privacy') !== undefined,
  };
}
