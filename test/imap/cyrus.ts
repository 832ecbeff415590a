import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ImapFlow } from 'imapflow';
import { waitFor } from '../../src/launcher/wait-for';
import { freePort } from '../gateway/send';
import type { ImapTestServer } from './imap-test-server';
import { listenAt } from './password-service';
import { unpack } from './unpack';
import { giveToOwner, owner, startOnFreePort, startServer } from './unprivileged';

const PACKAGES = ['cyrus-imapd', 'cyrus-common', 'libsasl2-modules'];

const ADMIN = { user: 'admin', pass: 'admin' };

/** Starts a Cyrus server on loopback, with Debian's settings but without encryption. */
export const startCyrus = (): Promise<ImapTestServer> => startOnFreePort(tryToStart);

async function tryToStart(): Promise<ImapTestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-cyrus-'));
  const inFolder = (...parts: string[]) => join(folder, ...parts);
  const libraries = await unpack(PACKAGES, folder);
  const port = await freePort();
  await mkdir(inFolder('state/socket'), { recursive: true });
  await mkdir(inFolder('mail'));
  await writeFile(inFolder('imapd.conf'), configuration(folder));
  await writeFile(inFolder('cyrus.conf'), services(folder, port));
  await giveToOwner(folder);

  const passwords = new Map([[ADMIN.user, ADMIN.pass]]);
  const service = await listenAt(inFolder('passwords'), question => answerTo(question, passwords));
  const sasl = libraries
    .split(':')
    .map(place => join(place, 'sasl2'))
    .join(':');
  const env = {
    PATH: process.env.PATH,
    LD_LIBRARY_PATH: libraries,
    SASL_PATH: sasl,
    CYRUS_USER: owner ? 'nobody' : userInfo().username,
  };
  const command = {
    command: inFolder(BINARIES, 'master'),
    args: ['-C', inFolder('imapd.conf'), '-M', inFolder('cyrus.conf'), '-p', inFolder('master.pid')],
    folder,
    env,
  };
  /** Runs one of Cyrus's tools and returns all that it says. @throws {Error} if it fails */
  const tool = async (name: string, args: readonly string[], input: string | Buffer = '') => {
    const options = { cwd: folder, env, ...owner };
    const child = spawn(inFolder(BINARIES, name), ['-C', inFolder('imapd.conf'), ...args], options);
    const ended = once(child, 'exit');
    child.stdin.end(input);
    const [said, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code !== 0) throw new Error(`${name}: ${said}${errors}`);
    return said + errors;
  };
  const program = await startServer(command, port, service);

  return {
    server: { host: '127.0.0.1', port, security: 'none' },
    async setPassword(user, password) {
      const isNew = !passwords.has(user);
      passwords.set(user, password);
      if (!isNew) return;
      const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: ADMIN, logger: false });
      await client.connect();
      await client.mailboxCreate(`user.${user}`);
      await client.logout();
    },
    async deliver(user, message) {
      await tool('deliver', [user], message);
    },
    async renumber(user) {
      await program.kill();
      const place = (await tool('mbpath', [`user.${user}`])).trim();
      const rebuild = async () => {
        await rm(join(place, 'cyrus.index'));
        return tool('reconstruct', [`user.${user}`]);
      };
      // The new UIDVALIDITY is the time in seconds: too early, it would be the old one.
      await waitFor(rebuild, said => said.includes('Wrong uidvalidity'));
      await program.start();
    },
    close: program.close,
  };
}

const BINARIES = 'usr/lib/cyrus/bin';

/** Debian's /etc/imapd.conf, for a folder. A wrong password makes nobody wait. */
function configuration(folder: string): string {
  return `configdirectory: ${folder}/state
defaultpartition: default
partition-default: ${folder}/mail
altnamespace: no
unixhierarchysep: no
hashimapspool: true
lmtp_downcase_rcpt: yes
allowanonymouslogin: no
allowplaintext: yes
failedloginpause: 0
admins: ${ADMIN.user}
sasl_mech_list: PLAIN
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${folder}/passwords
lmtpsocket: ${folder}/state/socket/lmtp
idlesocket: ${folder}/state/socket/idle
`;
}

function services(folder: string, port: number): string {
  const program = (name: string) => `cmd="${join(folder, BINARIES, name)} -C ${folder}/imapd.conf`;
  return `START {
  recover ${program('ctl_cyrusdb')} -r"
  idled ${program('idled')}"
}
SERVICES {
  imap ${program('imapd')}" listen="127.0.0.1:${port}"
  lmtpunix ${program('lmtpd')}" listen="${folder}/state/socket/lmtp"
}
`;
}

/** Answers as saslauthd does. A question is user, password, service and realm, each after its length. */
function answerTo(question: Buffer, passwords: ReadonlyMap<string, string>): Buffer | undefined {
  const parts: string[] = [];
  for (let at = 0; at + 2 <= question.length; ) {
    const end = at + 2 + question.readUInt16BE(at);
    if (end > question.length) return undefined;
    parts.push(question.toString('utf8', at + 2, end));
    at = end;
  }
  const [user = '', password = ''] = parts;
  if (parts.length < 4) return undefined;
  return Buffer.from(passwords.get(user) === password ? '\0\x02OK' : '\0\x02NO', 'latin1');
}
