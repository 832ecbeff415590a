import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../src/launcher/wait-for';
import { selfSigned } from '../gateway/certificate';
import { freePort, send } from '../gateway/send';
import { unpack } from '../imap/unpack';
import { EndedEarly, giveToOwner, owner, startOnFreePort } from '../imap/unprivileged';

export interface Balancer {
  /** An `https` origin. */
  readonly origin: string;
  /** The PEM certificate of the origin. */
  readonly ca: Buffer;
  /** All that it has written to its log. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/** The ports of a gateway on this computer. */
export interface Ports {
  readonly port: number;
  readonly admin: number;
}

export type BalancerName = 'nginx' | 'HAProxy';

/** The ports of a balancer, and its files. */
interface Place {
  readonly folder: string;
  readonly port: number;
  readonly cert: string;
  readonly key: string;
}

interface Program {
  readonly package: string;
  readonly file: string;
  /** The text of the example, with this computer's ports and files in it. */
  configure(example: string, gateways: readonly Ports[], place: Place): string;
  args(config: string): readonly string[];
}

const PROGRAMS: Readonly<Record<BalancerName, Program>> = {
  nginx: {
    package: 'nginx',
    file: 'nginx.conf',
    configure(example, [one, two], { folder, port, cert, key }) {
      const own = replaceAll(example, [
        ['192.0.2.11:8337', `127.0.0.1:${one?.port}`],
        ['192.0.2.12:8337', `127.0.0.1:${two?.port}`],
        ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
        ['/etc/ssl/facteur.pem', cert],
        ['/etc/ssl/facteur.key', key],
        ['/var/log/nginx/facteur.log', join(folder, 'log')],
        ['/var/log/nginx/facteur-error.log', join(folder, 'error.log')],
      ]);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        name => `${name}_temp_path ${folder}/${name};`,
      );
      // Debian's own file has the lines around it.
      return `daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
${temporary.join('\n')}
${own}}
`;
    },
    args: config => ['-c', config],
  },
  HAProxy: {
    package: 'haproxy',
    file: 'haproxy.cfg',
    configure: (example, [one, two], { folder, port }) =>
      replaceAll(example, [
        ['127.0.0.1:8337 port 9337', `127.0.0.1:${one?.port} port ${one?.admin}`],
        ['127.0.0.1:8338 port 9338', `127.0.0.1:${two?.port} port ${two?.admin}`],
        ['bind :443', `bind 127.0.0.1:${port}`],
        ['/etc/ssl/facteur-with-key.pem', join(folder, 'both.pem')],
      ]),
    args: config => ['-f', config],
  },
};

/** @throws if a text isn't in the example: the example would not be what is tried */
function replaceAll(text: string, changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the example has no ${from}`);
    return changed.replaceAll(from, to);
  }, text);
}

/** Starts Debian's nginx or HAProxy with the project's example, on loopback, unprivileged. Nothing is installed. */
export const startBalancer = (name: BalancerName, gateways: readonly Ports[]): Promise<Balancer> =>
  startOnFreePort(() => tryToStart(PROGRAMS[name], gateways));

/** @throws {EndedEarly} if its port is in use */
async function tryToStart(program: Program, gateways: readonly Ports[]): Promise<Balancer> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-balancer-'));
  const libraries = await unpack([program.package], folder);
  const { cert, key, pem } = await selfSigned(folder);
  await writeFile(join(folder, 'both.pem'), Buffer.concat([pem, await readFile(key)]));
  const port = await freePort();
  const example = await readFile(`src/deploy/balancers/${program.file}`, 'utf8');
  const config = join(folder, program.file);
  await writeFile(config, program.configure(example, gateways, { folder, port, cert, key }));
  await giveToOwner(folder);
  await chmod(folder, 0o755);

  const command = join(folder, 'usr/sbin', program.package);
  const env = { LD_LIBRARY_PATH: libraries };
  const server = spawn(command, program.args(config), { cwd: folder, env, ...owner });
  let printed = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', chunk => {
      printed += chunk;
    });
  const close = async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  const hasEnded = () => server.exitCode !== null;
  await waitFor(
    async () => hasEnded() || (await answers(port, pem)),
    known => known,
  );
  if (hasEnded()) {
    await close();
    throw new EndedEarly(`${program.package} ended: ${printed}`);
  }
  return {
    origin: `https://127.0.0.1:${port}`,
    ca: pem,
    log: async () => printed + (await readFile(join(folder, 'log'), 'utf8').catch(() => '')),
    close,
  };
}

/** Any answer: there may be no gateway yet. */
const answers = (port: number, ca: Buffer) =>
  send(`https://127.0.0.1:${port}/`, { ca }).then(
    () => true,
    () => false,
  );

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
