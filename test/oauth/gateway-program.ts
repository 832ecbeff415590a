import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originOf } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import type { Dovecot } from '../imap/dovecot';
import { PUBLIC_CLIENT } from './oidc';
import type { TestProvider } from './provider';

/** The built gateway as a process of its own, which keeps its port and its state over restarts. */
export interface GatewayProgram {
  readonly origin: string;
  /** All that it has written to its log. */
  log(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Lets it sleep, as a computer does, until `wake`. */
  sleep(): void;
  wake(): void;
}

/** Gateways on one database, whose people sign in at the provider. */
export interface GatewayHome {
  /** Starts one more gateway. */
  add(): Promise<GatewayProgram>;
  /** Ends all its gateways, and removes their folders. */
  close(): Promise<void>;
}

export async function createGatewayHome(
  provider: TestProvider,
  dovecot: Dovecot,
  databaseUrl: string,
): Promise<GatewayHome> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-home-'));
  const [config, ca] = [join(folder, 'gateway.toml'), join(folder, 'ca.pem')];
  await writeFile(ca, dovecot.ca);
  await writeFile(join(folder, 'key'), `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await writeFile(config, configuration(provider, dovecot, ca), { mode: 0o600 });
  const programs: GatewayProgram[] = [];
  return {
    async add() {
      const program = createProgram(folder, config, databaseUrl, await freePort());
      programs.push(program);
      await program.start();
      return program;
    },
    async close() {
      for (const program of programs) await program.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (provider: TestProvider, dovecot: Dovecot, ca: string) => `log-level = "debug"

[oauth.company]
name = "Example"
issuer = "${provider.issuer}"
client-id = "${PUBLIC_CLIENT}"
domains = ["example.org"]
host = "127.0.0.1"
port = ${dovecot.imapsPort}
security = "tls"
ca = ${JSON.stringify(ca)}
`;

function createProgram(folder: string, config: string, databaseUrl: string, port: number): GatewayProgram {
  let running: ChildProcess | undefined;
  let log = '';
  return {
    origin: `http://127.0.0.1:${port}`,
    log: () => log,
    async start() {
      const args = ['dist/gateway/facteur-gateway.mjs', '--config', config, '--port', String(port)];
      const env = {
        HOME: folder,
        FACTEUR_GATEWAY_STATE: join(folder, `state-${port}`),
        FACTEUR_GATEWAY_KEY_FILE: join(folder, 'key'),
        FACTEUR_GATEWAY_DATABASE_URL: databaseUrl,
      };
      running = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      running.stderr?.on('data', chunk => {
        log += chunk;
      });
      const ended = once(running, 'exit').then(() => Promise.reject(new Error(`the gateway ended: ${log}`)));
      ended.catch(() => {});
      await Promise.race([originOf(running), ended]);
    },
    async stop() {
      if (running === undefined || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGCONT');
      running.kill();
      await ended;
    },
    sleep: () => void running?.kill('SIGSTOP'),
    wake: () => void running?.kill('SIGCONT'),
  };
}
