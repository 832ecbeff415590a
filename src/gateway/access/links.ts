import type { Keys } from './keys';

/** Addresses of a user's pages. Each has a signed key, so it opens without sign-in for 30 to 60 days. */
export interface Links {
  message(user: string, id: string): string;
  /** Always has a query, so a client can append `&urlRetour=`. */
  privacy(user: string): string;
  opensMessage(key: string, user: string, id: string): boolean;
  opensPrivacy(key: string, user: string): boolean;
}

const PERIOD = 30 * 24 * 60 * 60 * 1000;

/** `origin` has no slash at the end; `now` is in ms since 1970. */
export function createLinks(keys: Keys, origin: string, now: () => number): Links {
  // Whole periods: an address stays the same from one answer to the next.
  const period = () => Math.floor(now() / PERIOD);
  const query = (user: string, purpose: string, ...parts: string[]) => {
    const key = keys.sign(purpose, String(period()), user, ...parts).toString('base64url');
    return `user=${encodeURIComponent(user)}&key=${key}`;
  };
  const opens = (key: string, purpose: string, ...parts: string[]) =>
    [period(), period() - 1].some(issued => keys.matches(key, purpose, String(issued), ...parts));
  return {
    message: (user, id) => `${origin}/message/${encodeURIComponent(id)}?${query(user, 'message', id)}`,
    privacy: user => `${origin}/privacy?${query(user, 'privacy')}`,
    opensMessage: (key, user, id) => opens(key, 'message', user, id),
    opensPrivacy: (key, user) => opens(key, 'privacy', user),
  };
}
