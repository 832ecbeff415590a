import type { Keys } from '../shared/keys';
import type { Generations } from './generations';
import { withQuery } from './return-address';
import type { TokenLink, Tokens } from './tokens';

/** The addresses of one user's pages. */
export interface UserLinks {
  message(id: string): string;
  readonly privacy: string;
  /**
   * The page to choose what a service may see, with the parameters of the provider's page. A client can append
   * `&urlRetour=`.
   */
  choice(service: string, infos: readonly string[]): string;
}

/** A key that is right for its page. */
export interface Opened {
  /** Opens the user's own mailbox; undefined for one that is set up. */
  readonly secret: string | undefined;
}

export interface Links {
  /**
   * For the user's own extension: each address has a signed key, and opens without a sign-in for 30 to 60 days. The key of
   * a person's own mailbox ends before with its token.
   * @param link of the token that asks
   */
  of(user: string, link: TokenLink): Promise<UserLinks>;
  /**
   * For a service, and for pages of a signed-in browser: addresses without a key. With one, the service could read whole
   * mails and change its own consent.
   */
  readonly withoutKey: UserLinks;
  /** Reads an untrusted key. Undefined if it is wrong, or of another user or message. */
  openMessage(key: string, user: string, id: string): Promise<Opened | undefined>;
  /** The same for the privacy page. */
  openPrivacy(key: string, user: string): Promise<Opened | undefined>;
}

export interface LinkOptions {
  readonly keys: Keys;
  readonly tokens: Pick<Tokens, 'secretOfLink'>;
  readonly generations: Generations;
  /** Whether a user's mailbox opens without a secret. */
  isSetUp(user: string): boolean;
  /** Without a slash at the end. */
  readonly origin: string;
  /** ms since 1970 */
  now(): number;
}

const PERIOD = 30 * 24 * 60 * 60 * 1000;

export function createLinks({ keys, tokens, generations, isSetUp, origin, now }: LinkOptions): Links {
  // Whole periods: an address stays the same from one answer to the next.
  const period = () => Math.floor(now() / PERIOD);
  /** @param key of a token's links, or the user's generation */
  const signedWith = (user: string, key: string | number) => {
    // Of a person's own mailbox: it ends with its token.
    if (typeof key === 'string')
      return (purpose: string, issued: number, ...parts: string[]) =>
        [`${purpose} of a token`, String(issued), user, key, ...parts] as const;
    const generation = key;
    // Version 1.0.0 signed without a generation.
    const suffix = generation === 0 ? '' : `, generation ${generation}`;
    return (purpose: string, issued: number, ...parts: string[]) =>
      [`${purpose}${suffix}`, String(issued), user, ...parts] as const;
  };
  const linksWith = (
    query: (purpose: string, ...parts: string[]) => Readonly<Record<string, string>>,
  ): UserLinks => ({
    message: id => withQuery(`${origin}/message/${encodeURIComponent(id)}`, query('message', id)),
    privacy: withQuery(`${origin}/privacy`, query('privacy')),
    choice: (service, infos) =>
      withQuery(
        `${origin}/privacy?family=PersonalMessages&serviceId=${service}&attributes=${[...infos, 'see'].join(',')}`,
        query('privacy'),
      ),
  });
  const open = async (key: string, user: string, purpose: string, ...parts: string[]) => {
    const [signature = '', linkKey] = key.split('.').reverse();
    // Nobody makes the store look for users that don't exist.
    if (linkKey === undefined && !isSetUp(user)) return undefined;
    const isRight = (it: string | number) =>
      [period(), period() - 1].some(issued =>
        keys.matches(signature, ...signedWith(user, it)(purpose, issued, ...parts)),
      );
    if (!isRight(linkKey ?? (await generations.of(user, isRight)))) return undefined;
    if (linkKey === undefined) return { secret: undefined };
    const secret = await tokens.secretOfLink(user, linkKey, now());
    return secret === undefined ? undefined : { secret };
  };
  return {
    async of(user, { key: linkKey, at }) {
      const signed = signedWith(user, linkKey ?? (await generations.of(user)));
      return linksWith((purpose, ...parts) => {
        const signature = keys.sign(...signed(purpose, period(), ...parts)).toString('base64url');
        return { user, key: linkKey === undefined ? signature : `${linkKey}.${signature}`, at };
      });
    },
    withoutKey: linksWith(() => ({})),
    openMessage: (key, user, id) => open(key, user, 'message', id),
    openPrivacy: (key, user) => open(key, user, 'privacy'),
  };
}
