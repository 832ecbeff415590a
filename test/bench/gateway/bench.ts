import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NODE_OPTIONS } from '../../deploy/node-options';
import { freePort } from '../../gateway/send';
import type { Dovecot } from '../../imap/dovecot';
import { type Listening, startListening, startProcess } from './gateway-process';
import { PASSWORD } from './mail-server';

/** The rows of the benchmark need this. */
export interface Bench {
  /** A folder that is deleted afterwards. */
  readonly folder: string;
  /** Mailboxes of the config file; undefined: as many as the row is about. */
  readonly mailboxes: number | undefined;
  /** People who sign in with a mailbox of their own. */
  readonly users: number;
  /** How long a steady load goes on. */
  readonly minutes: number;
  /** Sign-ins at the mail server that the gateway may begin in a second. */
  readonly signInsPerSecond: number;
  readonly say: (line: string) => void;
}

/** As an organisation runs it: Node's options and the script. */
export const GATEWAY: readonly string[] = [...NODE_OPTIONS, resolve('dist/gateway/facteur-gateway.mjs')];

/** A gateway with a config file, that can be started several times. */
export interface Site {
  readonly origin: string;
  start(): Promise<Listening>;
  /** The numbers of its report, by name and labels; undefined if it has none. */
  metrics(): Promise<ReadonlyMap<string, number> | undefined>;
}

export interface SiteOptions {
  readonly bench: Bench;
  /** Its folder's name. */
  readonly name: string;
  /** Lines of the config file, before the tables. */
  readonly settings?: readonly string[];
  readonly tables?: readonly string[];
}

export async function createSite({ bench, name, settings = [], tables = [] }: SiteOptions): Promise<Site> {
  const folder = join(bench.folder, name);
  await mkdir(folder, { recursive: true });
  const [port, admin] = [await freePort(), await freePort()];
  const config = join(folder, 'gateway.toml');
  const lines = [
    `port = ${port}`,
    `admin = "127.0.0.1:${admin}"`,
    'log-level = "error"',
    'max-connections = 100000',
    `sign-ins-per-second = ${bench.signInsPerSecond}`,
    ...settings,
    ...tables,
  ];
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const args = [...GATEWAY, '--config', config, '--state', join(folder, 'state')];
  return {
    origin: `http://127.0.0.1:${port}`,
    start: () => startListening(args, { HOME: folder }, port),
    async metrics() {
      const response = await fetch(`http://127.0.0.1:${admin}/metrics`).catch(() => undefined);
      if (response?.status !== 200) return undefined;
      const lines = (await response.text()).split('\n').filter(line => /^[a-z]/.test(line));
      return new Map(
        lines.map(line => {
          const end = line.lastIndexOf(' ');
          return [line.slice(0, end), Number(line.slice(end + 1))] as const;
        }),
      );
    },
  };
}

/** The `[[mailbox]]` tables of these users. */
export async function tablesOf(
  folder: string,
  users: readonly string[],
  server: Pick<Dovecot, 'imapsPort' | 'ca'>,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, server.ca);
  return users.map(
    user => `[[mailbox]]
name = "${user}"
host = "127.0.0.1"
port = ${server.imapsPort}
user = "${user}"
password = "${PASSWORD}"
ca = ${JSON.stringify(ca)}`,
  );
}

/** The memory of a gateway that serves nobody but the demo's user, in bytes. */
export async function memoryAlone({ folder }: Bench): Promise<number> {
  const state = join(folder, 'alone');
  const args = [...GATEWAY, '--demo', '--port', '0', '--deliver-every', '0', '--state', state];
  const alone = await startProcess(args, { HOME: folder });
  try {
    return await alone.memory();
  } finally {
    await alone.stop();
    await rm(state, { recursive: true, force: true });
  }
}
