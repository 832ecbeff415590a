import type { Generations } from './generations';
import type { Keys } from './keys';

/** Signs values that belong to one holder, such as a user's session. */
export interface HolderKeys {
  sign(holder: string, purpose: string, ...parts: readonly string[]): Buffer;
  /** Undefined if the signature, which is untrusted, is wrong. Otherwise the mark that it was made with. */
  markOf(signature: string, holder: string, purpose: string, ...parts: readonly string[]): string | undefined;
}

/** For holders that can't sign out everywhere. */
export const plainKeys = (keys: Keys): HolderKeys => ({
  sign: (_holder, ...signed) => keys.sign(...signed),
  markOf: (signature, _holder, ...signed) => (keys.matches(signature, ...signed) ? '' : undefined),
});

/**
 * A user's signatures end when the user signs out everywhere. For a mailbox of a person's own, they also need what only
 * the open mailbox knows: the state folder alone signs nothing that opens it.
 * @param marksOf secret; the latest first. An empty one for a mailbox that the operator has set up, none for one that
 * isn't open
 */
export function createUserKeys(
  keys: Keys,
  generations: Generations,
  marksOf: (user: string) => readonly string[],
): HolderKeys {
  const signed = (user: string, purpose: string, parts: readonly string[], mark: string) =>
    [generations.purposeOf(purpose, user), ...parts, ...(mark === '' ? [] : [mark])] as const;
  return {
    sign: (user, purpose, ...parts) => {
      const [mark = 'none'] = marksOf(user);
      return keys.sign(...signed(user, purpose, parts, mark));
    },
    markOf: (signature, user, purpose, ...parts) =>
      marksOf(user).find(mark => keys.matches(signature, ...signed(user, purpose, parts, mark))),
  };
}
