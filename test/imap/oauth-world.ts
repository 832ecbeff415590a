import { expect, onTestFinished } from 'vitest';
import type { GrantKey } from '../../src/gateway/mailbox/imap/imap-server';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import type { GrantStore } from '../../src/gateway/oauth/grant-store';
import { createGrants } from '../../src/gateway/oauth/grants';
import { createOAuthClient } from '../../src/gateway/oauth/openid';
import { createLog } from '../../src/gateway/shared/log';
import { createMemoryStore } from '../../src/gateway/store/memory-store';
import { waitFor } from '../../src/launcher/wait-for';
import { open as openProvider } from '../oauth/asking';
import { startOAuthDovecot, type Validation } from '../oauth/dovecot';
import type { ProviderOptions, TestProvider } from '../oauth/provider';
import { signInByFetch } from '../oauth/visitor';
import type { Dovecot } from './dovecot';
import { mail } from './mails';
import { openAt, unreadOf } from './post-office';

export const ANNA = 'anna@example.org';
export const BERT = 'bert@example.org';
export const BACK = 'http://127.0.0.1:4321/sign-in/callback/company';

/** In seconds, as providers count: a token is valid for up to one second less. */
export const SHORT = { lifetime: 2 };

export interface World {
  readonly provider: TestProvider;
  readonly dovecot: Dovecot;
}

/** A provider, and a mail server that takes its tokens, in which Anna has one unread mail. */
export async function start(
  validation: Validation = 'local',
  options: ProviderOptions = {},
  mechanisms?: string,
): Promise<World> {
  const accessTokens = validation === 'local' ? 'jwt' : 'opaque';
  const provider = await openProvider({ accessTokens, ...options });
  const dovecot = await startOAuthDovecot(provider, validation, mechanisms);
  onTestFinished(() => dovecot.close());
  for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'unused');
  await dovecot.deliver('anna', mail('Hello'));
  return { provider, dovecot };
}

/** The grants of one gateway, with all lines of its log. */
export function createGateway(
  { provider }: World,
  store: GrantStore = createMemoryStore(),
  now: () => number = Date.now,
) {
  const lines: string[] = [];
  const client = createOAuthClient(provider.settings());
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  const grants = createGrants({ store, clientOf: () => client, now, log });
  return {
    lines,
    grants,
    /** Signs a person in at the provider. */
    async signIn(user: string): Promise<GrantKey> {
      const { page, check } = await client.begin(BACK, user);
      const { tokens } = await client.finish(await signInByFetch(page, user), check);
      return grants.keep(user, 'company', tokens);
    },
  };
}

export type TestGateway = ReturnType<typeof createGateway>;

export const openMailbox = (
  { dovecot }: World,
  { grants }: TestGateway,
  grant: GrantKey,
  { user = ANNA, ...options }: { user?: string } & Parameters<typeof openAt>[2] = {},
) =>
  openAt(dovecot.server, user, {
    login: { user, tokens: grants.tokensOf(grant) },
    pollEvery: 200,
    ...options,
  });

export const renewals = ({ provider }: World) => provider.count('refresh_token');

export const untilRenewed = (world: World, times: number) =>
  waitFor(
    async () => renewals(world),
    count => count >= times,
  );

/** Withdraws Anna’s consent, and waits until her mailbox has ended for it. */
export async function withdraw(world: World, mailbox: GatewayMailbox): Promise<void> {
  world.provider.withdraw(ANNA);
  await waitFor(
    () => unreadOf(mailbox),
    trouble => trouble === 'refused',
  );
  await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: 'GRANT' });
}

/** Restarts the mail server with a second mail for Anna, and waits until her mailbox shows it. */
export async function reconnect(world: World, mailbox: GatewayMailbox): Promise<void> {
  await world.dovecot.kill();
  await world.dovecot.start();
  await world.dovecot.deliver('anna', mail('Another'));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 2,
  );
}
