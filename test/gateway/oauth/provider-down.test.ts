import { expect, test } from 'vitest';
import { keepConnected } from '../../../src/gateway/mailbox/imap/keep-connected';
import type { MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { createGrants } from '../../../src/gateway/oauth/grants';
import { OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { SILENT } from '../../../src/gateway/shared/log';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { createRotatingProvider } from './rotating-provider';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a mailbox connects again within 20 minutes after its provider was down for an hour', async () => {
  const provider = createRotatingProvider();
  const random = () => 0.999;
  const grants = createGrants({
    store: createMemoryStore(),
    clientOf: () => provider.client,
    now: () => provider.now,
    random,
  });
  const tokens = grants.tokensOf(await grants.keep('anna', 'company', provider.signIn()));
  provider.now += 61 * MINUTE;
  provider.failure = new OAuthError('unavailable', 'down', 'ECONNREFUSED');
  const isBackAt = provider.now + HOUR;
  const ending = new AbortController();
  const failures: string[] = [];
  await keepConnected({
    needed: async () => true,
    async connect() {
      await tokens.get();
      return { close() {} };
    },
    use: async () => ending.abort(),
    mailboxErrorOf: error => error as MailboxError,
    onFailure: ({ trouble }) => failures.push(trouble),
    random,
    signal: ending.signal,
    log: SILENT,
    pause: {
      async wait(ms) {
        provider.now += ms;
        if (provider.now >= isBackAt) provider.failure = undefined;
      },
    },
    now: () => provider.now,
  });
  expect(new Set(failures)).toEqual(new Set(['unreachable']));
  expect(provider.now - isBackAt).toBeLessThan(20 * MINUTE);
  expect(provider.requests).toBeLessThan(12);
});
