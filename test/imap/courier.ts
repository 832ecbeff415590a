import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from '../gateway/send';
import type { ImapTestServer } from './imap-test-server';
import { listenAt } from './password-service';
import { unpack } from './unpack';
import { giveToOwner, ids, startOnFreePort, startServer } from './unprivileged';

const PACKAGES = ['courier-imap', 'courier-base', 'courier-authlib', 'gamin'];

/** Starts a Courier server on loopback, with Debian's settings but without encryption. */
export const startCourier = (): Promise<ImapTestServer> => startOnFreePort(tryToStart);

async function tryToStart(): Promise<ImapTestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-courier-'));
  const inFolder = (...parts: string[]) => join(folder, ...parts);
  const libraries = await unpack(PACKAGES, folder);
  await movePasswordService(inFolder('usr/lib/libcourierauth.so.0.0.0'));
  await mkdir(inFolder('authdaemon'));
  await mkdir(inFolder('mail'));
  await giveToOwner(folder);

  const passwords = new Map<string, string>();
  const service = await listenAt(inFolder('authdaemon/socket'), question =>
    answerTo(question, passwords, folder),
  );
  const port = await freePort();
  const env = {
    ...settingsIn(await readFile(inFolder('etc/courier/imapd'), 'utf8')),
    LD_LIBRARY_PATH: libraries,
    AUTHMODULES: 'authdaemon',
    // Debian's own value is 0: Courier then looks for new mail once a minute, even during IDLE.
    IMAP_ENHANCEDIDLE: '1',
    // Courier and Gamin, which watches folders for it, meet by this name. Other tests may run meanwhile.
    GAM_CLIENT_ID: basename(folder),
  };
  const run = '"$0" --notimeout "$GAM_CLIENT_ID" & exec "$@"';
  const programs = [
    ...[inFolder('usr/libexec/gam_server'), inFolder('usr/sbin/couriertcpd')],
    ...['-address=127.0.0.1', '-nodnslookup', '-noidentlookup', '-maxprocs=40', '-maxperip=20', String(port)],
    ...[inFolder('usr/lib/courier/courier/imaplogin'), inFolder('usr/bin/imapd'), 'Maildir'],
  ];
  const command = { command: '/bin/sh', args: ['-c', run, ...programs], folder, env };
  const program = await startServer(command, port, service);
  let delivered = 0;

  return {
    server: { host: '127.0.0.1', port, security: 'none' },
    async setPassword(user, password) {
      for (const part of ['tmp', 'new', 'cur'])
        await mkdir(inFolder('mail', user, 'Maildir', part), { recursive: true });
      await giveToOwner(inFolder('mail', user));
      passwords.set(user, password);
    },
    async deliver(user, message) {
      delivered += 1;
      const [written, done] = ['tmp', 'new'].map(part =>
        inFolder('mail', user, 'Maildir', part, `${1_800_000_000 + delivered}.test`),
      ) as [string, string];
      // Lines in a Maildir end with LF.
      await writeFile(written, message.replaceAll('\r\n', '\n'));
      await giveToOwner(written);
      await rename(written, done);
    },
    async renumber(user) {
      await program.kill();
      // Version, UIDVALIDITY, next UID. The messages are numbered again.
      await writeFile(inFolder('mail', user, 'Maildir/courierimapuiddb'), '1 1234567890 1\n');
      await program.start();
    },
    close: program.close,
  };
}

/**
 * Courier's library asks for passwords at a socket in /run, where only root may create one. Changes that path
 * to one of the same length in the server's folder.
 */
async function movePasswordService(library: string): Promise<void> {
  const before = '/run/courier/aut';
  const after = '.'.padEnd(before.length - 'aut'.length, '/').concat('aut');
  const content = await readFile(library, 'latin1');
  if (!content.includes(before)) throw new Error(`no ${before} in ${library}`);
  await writeFile(library, content.replaceAll(before, after), 'latin1');
}

/** The variables of a shell file. */
function settingsIn(file: string): Record<string, string> {
  const lines = file.matchAll(/^(IMAP_\w+)="?([^"$\n]*)"?$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
}

/** Answers as authdaemond does. A question is `AUTH`, a length, then service, kind, user and password on a line each. */
function answerTo(question: Buffer, passwords: ReadonlyMap<string, string>, folder: string) {
  const [, length = '', rest = ''] = /(?:^|\n)AUTH (\d+)\n(.*)$/s.exec(question.toString()) ?? [];
  if (length === '' || Buffer.byteLength(rest) < Number(length)) return undefined;
  const [, , user = '', password = ''] = rest.split('\n');
  if (passwords.get(user) !== password) return 'FAIL\n';
  return `UID=${ids.uid}\nGID=${ids.gid}\nHOME=${join(folder, 'mail', user)}\nADDRESS=${user}\n.\n`;
}
