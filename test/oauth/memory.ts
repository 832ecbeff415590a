import type { Adapter, AdapterPayload } from 'oidc-provider';

/** All that a provider remembers. */
export interface Memory {
  adapter(model: string): Adapter;
  /** Forgets all that the person has allowed. Sessions at the provider live on. */
  withdraw(user: string): void;
  /** All tokens and codes that were given out, also those that have ended. */
  secrets(): readonly string[];
  /** How many opaque access tokens of the person are valid, or were {@link LATE} ago. */
  valid(user: string): number;
  /** Ends the person's opaque access tokens, and no refresh token. */
  expire(user: string): void;
}

/** How much longer a client may think that a token is valid, in s: it counts from when the token came. */
const LATE = 2;

export function createMemory(): Memory {
  const entries = new Map<string, AdapterPayload>();
  const secrets = new Set<string>();
  const forget = (isForgotten: (payload: AdapterPayload, key: string) => boolean) => {
    for (const [key, payload] of entries) if (isForgotten(payload, key)) entries.delete(key);
  };
  const isToken = (payload: AdapterPayload, key: string, user: string) =>
    key.startsWith('AccessToken:') && payload.accountId === user;
  return {
    adapter(model) {
      const keyOf = (id: string) => `${model}:${id}`;
      const findBy = async (name: 'uid' | 'userCode', value: string) =>
        [...entries].find(([key, payload]) => key.startsWith(`${model}:`) && payload[name] === value)?.[1];
      return {
        async upsert(id, payload) {
          if (/Token|Code/.test(model)) secrets.add(id);
          entries.set(keyOf(id), payload);
        },
        find: async id => entries.get(keyOf(id)),
        findByUid: uid => findBy('uid', uid),
        findByUserCode: code => findBy('userCode', code),
        async consume(id) {
          const payload = entries.get(keyOf(id));
          if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        },
        async destroy(id) {
          entries.delete(keyOf(id));
        },
        async revokeByGrantId(grantId) {
          forget((payload, key) => key.startsWith(`${model}:`) && payload.grantId === grantId);
        },
      };
    },
    secrets: () => [...secrets],
    valid(user) {
      const now = Date.now() / 1000;
      const isValid = ({ exp = 0 }: AdapterPayload) => exp + LATE > now;
      return [...entries].filter(([key, it]) => isToken(it, key, user) && isValid(it)).length;
    },
    expire(user) {
      forget((payload, key) => isToken(payload, key, user));
    },
    withdraw(user) {
      forget((payload, key) => payload.accountId === user && !/^(?:Session|Interaction):/.test(key));
    },
  };
}
