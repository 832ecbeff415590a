import type { Adapter, AdapterPayload } from 'oidc-provider';

/** All that a provider remembers. */
export interface Memory {
  adapter(model: string): Adapter;
  /** Forgets all that the person has allowed. Sessions at the provider live on. */
  withdraw(user: string): void;
}

export function createMemory(): Memory {
  const entries = new Map<string, AdapterPayload>();
  const forget = (isForgotten: (payload: AdapterPayload, key: string) => boolean) => {
    for (const [key, payload] of entries) if (isForgotten(payload, key)) entries.delete(key);
  };
  return {
    adapter(model) {
      const keyOf = (id: string) => `${model}:${id}`;
      const findBy = async (name: 'uid' | 'userCode', value: string) =>
        [...entries].find(([key, payload]) => key.startsWith(`${model}:`) && payload[name] === value)?.[1];
      return {
        async upsert(id, payload) {
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
    withdraw(user) {
      forget((payload, key) => payload.accountId === user && !/^(?:Session|Interaction):/.test(key));
    },
  };
}
