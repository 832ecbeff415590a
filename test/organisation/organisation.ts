import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../src/launcher/wait-for';
import { freePort, send } from '../gateway/send';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { type Postgres, startPostgres } from '../postgres';
import { type Balancer, type BalancerName, type Ports, startBalancer } from './balancer';
import { createPerson, type Person, passwordOf, type Site } from './person';

/** The built gateway, as a process of its own. It keeps its ports and its state folder. */
export interface Gateway extends Site {
  /** Resolves when it is ready. Rejects with its log if it ends instead. */
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves to the exit code when it has ended. */
  end(): Promise<number | null>;
  isReady(): Promise<boolean>;
  /** A figure of /metrics; 0 if there is none. `series` as it is written there, with its labels. */
  metric(series: string): Promise<number>;
  log(): string;
}

/** An organisation: a mail server, a database, and two gateways behind a balancer. */
export interface Organisation {
  readonly balancer: Balancer;
  readonly gateways: readonly [Gateway, Gateway];
  readonly dovecot: Dovecot;
  readonly postgres: Postgres;
  /** Resolves when the balancer sends requests to this gateway: it may look for it only once a second. */
  isUsed(gateway: Gateway): Promise<void>;
  /** Adds a mailbox, and returns its person. */
  hire(name: string): Promise<Person>;
  close(): Promise<void>;
}

export async function openOrganisation(name: BalancerName): Promise<Organisation> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-organisation-'));
  const [dovecot, postgres] = await Promise.all([startDovecot(await documentedLimits()), startPostgres()]);
  const ports = [await freePorts(), await freePorts()] as const;
  const balancer = await startBalancer(name, ports);
  const shared = {
    ca: join(folder, 'ca.pem'),
    key: join(folder, 'key'),
    database: join(folder, 'database-url'),
  };
  await writeFile(shared.ca, dovecot.ca);
  await writeFile(shared.key, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await writeFile(shared.database, `${await postgres.createDatabase()}\n`, { mode: 0o600 });
  const create = async (one: Ports): Promise<Gateway> => {
    const home = join(folder, String(one.port));
    const config = `${home}.toml`;
    await writeFile(config, configuration(one, home, shared, balancer, dovecot), { mode: 0o600 });
    return createGateway(one, config);
  };
  const gateways = [await create(ports[0]), await create(ports[1])] as const;
  const close = async () => {
    await Promise.all(gateways.map(gateway => gateway.kill()));
    await Promise.all([balancer.close(), dovecot.close(), postgres.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  const isUsed = async (gateway: Gateway) => {
    const refused = () => gateway.metric('facteur_api_answers_total{code="102"}');
    const before = await refused();
    await waitFor(
      async () => {
        await createPerson('', randomBytes(32).toString('base64')).poll(balancer);
        return refused();
      },
      count => count > before,
    );
  };
  try {
    await Promise.all(gateways.map(gateway => gateway.start()));
    for (const gateway of gateways) await isUsed(gateway);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    balancer,
    gateways,
    dovecot,
    postgres,
    isUsed,
    async hire(person) {
      const address = `${person}@example.org`;
      await dovecot.setPassword(person, passwordOf(address));
      return createPerson(address);
    },
    close,
  };
}

/** The lines for Dovecot in docs/organisations.md. */
async function documentedLimits(): Promise<string> {
  const page = await readFile('docs/organisations.md', 'utf8');
  const [, lines] = /^```\n# \/etc\/dovecot\/.*?\n(.*?)^```$/ms.exec(page) ?? [];
  if (lines === undefined) throw new Error('docs/organisations.md has no lines for Dovecot');
  return lines.replace('192.0.2.7', '127.0.0.1');
}

const freePorts = async (): Promise<Ports> => ({ port: await freePort(), admin: await freePort() });

/** As docs/organisations.md shows it. */
const configuration = (
  { port, admin }: Ports,
  state: string,
  shared: Readonly<Record<'ca' | 'key' | 'database', string>>,
  balancer: Balancer,
  dovecot: Dovecot,
) => `port = ${port}
admin = "127.0.0.1:${admin}"
public-origin = "${balancer.origin}"
trusted-proxies = ["127.0.0.1"]
database-url-file = ${JSON.stringify(shared.database)}
key-file = ${JSON.stringify(shared.key)}
state = ${JSON.stringify(state)}

[sign-in]
host = "127.0.0.1"
port = ${dovecot.imapsPort}
ca = ${JSON.stringify(shared.ca)}
domains = ["example.org"]
`;

function createGateway({ port, admin }: Ports, config: string): Gateway {
  let running: ChildProcess | undefined;
  let log = '';
  const ask = (path: string) => send(`http://127.0.0.1:${admin}`, { path });
  const isReady = async () =>
    ask('/ready').then(
      ({ status }) => status === 200,
      () => false,
    );
  const end = async (signal: NodeJS.Signals) => {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return null;
    const ended = once(running, 'exit');
    running.kill(signal);
    const [code] = await ended;
    return code as number | null;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    log: () => log,
    isReady,
    async start() {
      const args = ['dist/gateway/facteur-gateway.mjs', '--config', config];
      const program = spawn(process.execPath, args, { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
      running = program;
      program.stderr.on('data', chunk => {
        log += chunk;
      });
      const hasEnded = () => program.exitCode !== null;
      await waitFor(
        async () => hasEnded() || (await isReady()),
        known => known,
      );
      if (hasEnded()) throw new Error(`the gateway ended: ${log}`);
    },
    async kill() {
      await end('SIGKILL');
    },
    end: () => end('SIGTERM'),
    async metric(series) {
      const { body } = await ask('/metrics');
      const line = body.split('\n').find(it => it.startsWith(`${series} `));
      return Number(line?.split(' ').at(-1) ?? 0);
    },
  };
}
