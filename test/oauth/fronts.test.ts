import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { RunningGateway } from '../../src/gateway/server/server';
import { temporaryFolder } from '../gateway/folder';
import { cookiesOf, pageOf, submit, visit } from '../gateway/open-gateway';
import { installProgram, originOf, type Program } from '../gateway/run-program';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail } from '../imap/mails';
import { giveToOwner } from '../imap/unprivileged';
import { startOAuthDovecot } from './dovecot';
import { PUBLIC_CLIENT } from './oidc';
import { type ProviderOptions, startProvider, type TestProvider } from './provider';
import { signInByFetch } from './visitor';

const ANNA = 'anna@example.org';
const BERT = 'bert@example.org';

let program: Program;
beforeAll(async () => {
  program = await installProgram();
});
afterAll(() => program.remove());

let provider: TestProvider;
let dovecot: Dovecot;

async function open(options: ProviderOptions = {}): Promise<void> {
  provider = await startProvider(options);
  onTestFinished(() => provider.close());
}

/** Dovecot as docs/gateway.md sets up its master user. */
async function startWithMaster(): Promise<void> {
  const users = join(await temporaryFolder(), 'master-users');
  await writeFile(users, 'gateway:{PLAIN}secret of the master::::::allow_nets=127.0.0.1\n');
  dovecot = await startDovecot(`auth_master_user_separator = *
passdb {
  driver = passwd-file
  master = yes
  result_success = continue
  args = ${users}
}
`);
  onTestFinished(() => dovecot.close());
  await giveToOwner(join(users, '..'));
  for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'secret of the person');
  await dovecot.deliver('anna', mail('for Anna'));
}

async function startGateway(more: (ca: string) => string): Promise<RunningGateway> {
  const folder = await temporaryFolder();
  const [config, ca] = [join(folder, 'gateway.toml'), join(folder, 'ca.pem')];
  await writeFile(ca, dovecot.ca);
  const table = ['[oauth.company]', 'name = "Example"', `issuer = "${provider.issuer}"`];
  const client = [`client-id = "${PUBLIC_CLIENT}"`, 'domains = ["example.org"]'];
  const lines = ['port = 0', 'log-level = "debug"', ...table, ...client, more(ca), ''];
  await writeFile(config, lines.join('\n'), { mode: 0o600 });
  const gateway = program.start({ FACTEUR_GATEWAY_STATE: join(folder, 'state') }, '--config', config);
  // It stores its last state when it ends.
  onTestFinished(async () => {
    const ended = once(gateway, 'close');
    gateway.kill();
    await ended;
  });
  return { origin: await originOf(gateway) } as RunningGateway;
}

const server = (ca: string) => `host = "127.0.0.1"
port = ${dovecot.imapsPort}
security = "tls"
ca = ${JSON.stringify(ca)}
`;

/** Enters the address at the gateway, signs in at the provider as this person, and returns the page at the end. */
async function signIn(gateway: RunningGateway, address: string, person: string): Promise<Document> {
  const asked = await submit(gateway, await pageOf(await visit(gateway, '/sign-in')), { user: address });
  const next = asked.headers.get('location') ?? '';
  const page = await pageOf(await visit(gateway, next, { headers: { cookie: cookiesOf(asked) } }));
  const link = page.querySelector('a.main')?.getAttribute('href') ?? '';
  const away = await visit(gateway, link, { headers: { cookie: cookiesOf(asked) } });
  const back = await signInByFetch(away.headers.get('location') ?? '', person);
  return pageOf(await visit(gateway, back.href, { headers: { cookie: cookiesOf(away) } }));
}

const problemIn = (page: Document) => page.querySelector('.notice.bad')?.textContent ?? '';

async function unreadWith(gateway: RunningGateway, page: Document): Promise<string | undefined> {
  const token = page.querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoUnReadMails', token });
  const answer = await (await fetch(`${gateway.origin}/PersonalMessages/V2?${query}`)).text();
  return /<NoUnReadMails>(\d+)</.exec(answer)?.[1];
}

describe('a mail server with a master user, and a provider in front of it', () => {
  beforeEach(startWithMaster);
  const start = () =>
    startGateway(
      ca => `${server(ca)}master-user = "{address}*gateway"\nmaster-password = "secret of the master"`,
    );

  test('shows a person their own mailbox', async () => {
    await open();
    const gateway = await start();
    expect(await unreadWith(gateway, await signIn(gateway, ANNA, ANNA))).toBe('1');
    expect(await dovecot.logged('Login: user=<anna@example.org>')).not.toEqual([]);
    expect(await unreadWith(gateway, await signIn(gateway, BERT, BERT))).toBe('0');
  });

  test('shows nobody another one’s', async () => {
    await open();
    const gateway = await start();
    expect(problemIn(await signIn(gateway, ANNA, BERT))).toMatch(/as bert@example\.org, not as anna@/);
    expect(await dovecot.logged('Login: user=<anna')).toEqual([]);
  });

  test('shows none for an address that the provider has not verified', async () => {
    await open({ claims: user => ({ email: user, email_verified: false }) });
    const gateway = await start();
    expect(problemIn(await signIn(gateway, ANNA, ANNA))).toContain('hasn’t checked that anna@example.org');
    expect(await dovecot.logged('Login: user=<anna')).toEqual([]);
  });
});

test('a mail server that reads access tokens by itself lets in a person whom only the id token names', async () => {
  await open({ accessTokens: 'jwt' });
  dovecot = await startOAuthDovecot(provider, 'local');
  onTestFinished(() => dovecot.close());
  await dovecot.setPassword('anna', 'never used');
  await dovecot.deliver('anna', mail('for Anna'));
  const gateway = await startGateway(server);
  expect(await unreadWith(gateway, await signIn(gateway, ANNA, ANNA))).toBe('1');
});

test('a mailbox with a password opens after a sign-in at a provider that knows nothing of it', async () => {
  await open();
  await startWithMaster();
  const gateway = await startGateway(
    ca => `[[mailbox]]
address = "${ANNA}"
user = "anna"
password = "secret of the person"
${server(ca)}
[mailbox.sign-in]
user = "${ANNA}"
oauth = "company"`,
  );
  expect(problemIn(await signIn(gateway, ANNA, BERT))).toContain(BERT);
  expect(await unreadWith(gateway, await signIn(gateway, ANNA, ANNA))).toBe('1');
  expect(provider.tokenRequests).toEqual(['authorization_code', 'authorization_code']);
});
