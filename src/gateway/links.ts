import type { Keys } from './keys';

/** Where the API lives below the gateway's origin. */
export const API_PATH = '/PersonalMessages/V2';

/** The addresses of a user's own pages. Each carries a key, so that it opens without signing in. */
export interface Links {
  /** Where one message is shown. */
  message(user: string, id: string): string;
  /** Where the user decides what the API tells. It always has a query, so `&urlRetour=` can be added. */
  privacy(user: string): string;
  /** Whether `key` is the one of that message's address. */
  opensMessage(key: string, user: string, id: string): boolean;
  /** Whether `key` is the one of that user's privacy page. */
  opensPrivacy(key: string, user: string): boolean;
}

/** @param origin such as `http://127.0.0.1:8337`, without a slash at the end */
export function createLinks(keys: Keys, origin: string): Links {
  const query = (user: string, signature: Buffer) =>
    `user=${encodeURIComponent(user)}&key=${signature.toString('base64url')}`;
  return {
    message: (user, id) =>
      `${origin}/message/${encodeURIComponent(id)}?${query(user, keys.sign('message', user, id))}`,
    privacy: user => `${origin}/privacy?${query(user, keys.sign('privacy', user))}`,
    opensMessage: (key, user, id) => keys.matches(key, 'message', user, id),
    opensPrivacy: (key, user) => keys.matches(key, 'privacy', user),
  };
}
