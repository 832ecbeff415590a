import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findOnPath, isExecutable, type Need } from '../src/launcher/machine';
import { waitFor } from '../src/launcher/wait-for';
import { freePort } from './gateway/send';
import { EndedEarly, giveToOwner, owner, startOnFreePort } from './imap/unprivileged';

/** Debian has each version's programs in a folder of its own, outside PATH. */
const VERSIONS = '/usr/lib/postgresql';

export const POSTGRES: Need = {
  name: 'PostgreSQL',
  find: () => programNamed('postgres'),
  debianPackages: ['postgresql'],
  byHand: 'Install PostgreSQL: sudo apt-get install postgresql',
};

function programNamed(name: string): string | undefined {
  const places = versions().map(version => join(VERSIONS, version, 'bin', name));
  return places.find(isExecutable) ?? findOnPath(name);
}

/** The latest first. */
function versions(): string[] {
  try {
    return readdirSync(VERSIONS).sort((one, other) => Number(other) - Number(one));
  } catch {
    return [];
  }
}

/** A PostgreSQL server on loopback that a test controls. */
export interface Postgres {
  /** Makes an empty database, and returns its address, which has the password. */
  createDatabase(): Promise<string>;
  readonly password: string;
  /** The rows of a query, to look behind the gateway. */
  query(url: string, text: string): Promise<Record<string, unknown>[]>;
  /** Stops answering, without closing connections, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** After it was killed. */
  start(): Promise<void>;
  /** Takes TLS connections, too, until `end`. Both in PEM. */
  withTls(certificate: Buffer, key: Buffer): Promise<{ end(): Promise<void> }>;
  close(): Promise<void>;
}

const USER = 'facteur';

export const startPostgres = (): Promise<Postgres> => startOnFreePort(tryToStart);

/** @throws {EndedEarly} if its port is in use */
async function tryToStart(): Promise<Postgres> {
  const [folder, port] = [await mkdtemp(join(tmpdir(), 'facteur-postgres-')), await freePort()];
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  const password = randomBytes(12).toString('hex');
  const environment = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  await writeFile(passwordFile, password);
  await giveToOwner(folder);
  const options = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync'];
  await promisify(execFile)(
    programNamed('initdb') ?? 'initdb',
    ['-D', data, '-U', USER, ...options],
    environment,
  );

  let server: ChildProcess | undefined;
  const urlOf = (name: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${name}`;
  const query = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const answers = () =>
    query(urlOf('postgres'), 'select 1').then(
      () => true,
      () => false,
    );
  /** Its connections are processes in sessions of their own. */
  const signal = async (name: NodeJS.Signals) => {
    const { pid } = server ?? {};
    if (pid === undefined) return;
    // It must not make more of them meanwhile.
    process.kill(pid, 'SIGSTOP');
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
    for (const it of [...children.map(Number), pid])
      try {
        process.kill(it, name);
      } catch {
        // It has just ended.
      }
  };
  /** False if it ends, as the old process may hold the port a moment longer. */
  const tryOnce = async (): Promise<boolean> => {
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      logging_collector: 'off',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const started = spawn(programNamed('postgres') ?? 'postgres', ['-D', data, ...args], {
      ...environment,
      stdio: 'ignore',
    });
    server = started;
    const hasEnded = () => started.exitCode !== null;
    await waitFor(
      async () => hasEnded() || (await answers()),
      known => known,
    );
    return !hasEnded();
  };
  const kill = async () => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    await signal('SIGKILL');
    await ended;
  };
  const close = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const setTls = async (isOn: boolean) => {
    const url = urlOf('postgres');
    await query(url, `alter system set ssl = ${isOn ? 'on' : 'off'}`);
    await query(url, 'select pg_reload_conf()');
    await waitFor(
      () => query(url, 'show ssl'),
      ([row]) => row?.ssl === (isOn ? 'on' : 'off'),
    );
  };
  let databases = 0;
  if (!(await tryOnce())) {
    await close();
    throw new EndedEarly('postgres ended');
  }
  return {
    password,
    query,
    async createDatabase() {
      databases += 1;
      const name = `gateway${databases}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    kill,
    async withTls(certificate, key) {
      await writeFile(join(data, 'server.crt'), certificate);
      await writeFile(join(data, 'server.key'), key, { mode: 0o600 });
      await giveToOwner(data);
      await setTls(true);
      return { end: () => setTls(false) };
    },
    start: async () => void (await waitFor(tryOnce, runs => runs)),
    close,
  };
}
