import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { chown, link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOwnMailboxOpener } from '../../src/gateway/mailbox/imap/own-mailbox';
import { SILENT } from '../../src/gateway/shared/log';
import { waitFor } from '../../src/launcher/wait-for';
import { privateAuthority, selfSigned } from '../gateway/certificate';
import { freePort } from '../gateway/send';
import type { ImapTestServer } from './imap-test-server';
import { DOVECOT } from './machine';
import { EndedEarly, greets, ids, owner, startOnFreePort } from './unprivileged';

const run = promisify(execFile);

/** A Dovecot server on loopback that a test controls. `setPassword` adds users. */
export interface Dovecot extends ImapTestServer {
  readonly imapsPort: number;
  readonly imapPort: number;
  /** The PEM certificate that signs the server's. */
  readonly ca: string;
  /** Replaces a password that has been used. The server reads it within a second: resolves when it accepts it. */
  changePassword(user: string, password: string): Promise<void>;
  /** Adds a mail to a folder; `seen` if it is read already. */
  deliver(
    user: string,
    message: string | Buffer,
    options?: { folder?: string; seen?: boolean },
  ): Promise<void>;
  /** Adds many copies of a mail to the inbox; the last `unread` of them are unread. */
  fill(user: string, message: string, count: number, unread: number): Promise<void>;
  /**
   * Adds many users with the same unread mails. A mail is one file, which all of them link to: at most 65,000 users.
   * Blocks until it is done, in some seconds for thousands of users.
   */
  fillAll(users: readonly string[], password: string, messages: readonly string[]): void;
  admin(user: string, ...args: string[]): Promise<string>;
  /** With the acl plugin: gives the user only these rights to a folder (RFC 4314). */
  restrict(user: string, folder: string, rights: string): Promise<void>;
  /** The lines of its log that contain a text. */
  logged(text: string): Promise<string[]>;
  /** The id of its first process, whose children all others are. */
  pid(): number | undefined;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops answering, without closing connections, until `resume`. */
  freeze(): void;
  resume(): void;
  /** Deletes the inbox's index while the server is down: UIDVALIDITY and all UIDs change. */
  recount(user: string): Promise<void>;
}

/** By whom the server's certificate is signed. */
type Signer = 'itself' | 'private authority';

/** `extra`: more lines of its configuration. */
export const startDovecot = (extra = '', signer: Signer = 'itself'): Promise<Dovecot> =>
  startOnFreePort(() => tryToStart(extra, signer));

async function tryToStart(extra: string, signer: Signer): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-dovecot-'));
  const [imapsPort, imapPort] = [await freePort(), await freePort()];
  const { pem } = signer === 'itself' ? await selfSigned(folder) : await signedByAuthority(folder);
  const config = join(folder, 'dovecot.conf');
  const inFolder = (...parts: string[]) => join(folder, ...parts);
  const own = async (path: string) => {
    if (owner) await chown(path, owner.uid, owner.gid);
  };
  const ownSync = (path: string) => {
    if (owner) chownSync(path, owner.uid, owner.gid);
  };
  const ownAll = async () => {
    if (owner) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, folder]);
  };
  await mkdir(inFolder('mail'));
  await mkdir(inFolder('users'));
  await writeFile(config, configuration(folder, imapPort, imapsPort, extra));
  await ownAll();

  let server: ChildProcess | undefined;
  const signal = (name: NodeJS.Signals) => {
    // All its processes: connections run in child processes.
    if (server?.pid !== undefined && server.exitCode === null) process.kill(-server.pid, name);
  };
  /** False if its ports are in use. */
  const tryOnce = async (): Promise<boolean> => {
    const options = { stdio: 'ignore', detached: true, ...owner } as const;
    const started = spawn(DOVECOT.find() ?? 'dovecot', ['-F', '-c', config], options);
    server = started;
    const hasEnded = () => started.exitCode !== null;
    await waitFor(
      async () => hasEnded() || (await greets(imapPort)),
      known => known,
    );
    return !hasEnded();
  };
  /** The old process may hold the ports a moment longer. */
  const start = async () => {
    await waitFor(tryOnce, runs => runs);
  };
  const kill = async () => {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    signal('SIGKILL');
    server = undefined;
    await ended;
    await waitFor(
      () => greets(imapPort),
      greeted => !greeted,
    );
  };
  const admin = async (user: string, ...args: string[]) => {
    const [command = '', ...rest] = args;
    const options = { ...owner, cwd: folder, maxBuffer: 1 << 26 };
    const words = command.split(' ');
    return (await run('doveadm', ['-c', config, ...words, '-u', user, ...rest], options)).stdout;
  };
  const maildir = (user: string, name: string) => {
    const within = name === 'INBOX' ? [] : [`.${name.replaceAll('/', '.')}`];
    return inFolder('mail', user, ...within);
  };
  const makeMaildir = async (path: string) => {
    for (const part of ['', 'tmp', 'new', 'cur']) {
      await mkdir(join(path, part), { recursive: true });
      await own(join(path, part));
    }
  };
  const recount = async (user: string) => {
    const path = maildir(user, 'INBOX');
    const indexes = (await readdir(path)).filter(name => name.startsWith('dovecot'));
    for (const name of indexes) await rm(join(path, name));
    await writeFile(join(path, 'dovecot-uidlist'), '3 V1234567890 N5000\n');
    await own(join(path, 'dovecot-uidlist'));
  };
  const setPassword = async (user: string, password: string) => {
    const file = inFolder('users', user);
    await writeFile(`${file}.new`, `${user}:{PLAIN}${password}\n`);
    await own(`${file}.new`);
    await rename(`${file}.new`, file);
    await makeMaildir(maildir(user, 'INBOX'));
  };
  let delivered = 0;

  const at = { host: '127.0.0.1', port: imapsPort, security: 'tls', ca: pem.toString() } as const;

  if (!(await tryOnce())) {
    await rm(folder, { recursive: true, force: true });
    throw new EndedEarly('Dovecot ended');
  }
  return {
    server: at,
    imapsPort,
    imapPort,
    ca: pem.toString(),
    setPassword,
    async changePassword(user, password) {
      await setPassword(user, password);
      const account = { server: at, login: { user, password }, webmail: undefined };
      const { test } = createOwnMailboxOpener({ ca: undefined, listLength: () => 1, log: SILENT });
      await waitFor(
        () =>
          test(account).then(
            () => true,
            () => false,
          ),
        accepted => accepted,
      );
    },
    async deliver(user, message, { folder: name = 'INBOX', seen = false } = {}) {
      const path = maildir(user, name);
      if (name !== 'INBOX') await makeMaildir(path);
      delivered += 1;
      // The server orders messages by these numbers.
      const file = `${1_800_000_000 + delivered}.test`;
      await writeFile(join(path, 'tmp', file), message);
      await own(join(path, 'tmp', file));
      await rename(
        join(path, 'tmp', file),
        seen ? join(path, 'cur', `${file}:2,S`) : join(path, 'new', file),
      );
    },
    async fill(user, message, count, unread) {
      const path = maildir(user, 'INBOX');
      const original = inFolder(`original-${user}`);
      await writeFile(original, message);
      await own(original);
      const names = Array.from(
        { length: count },
        (_, i) => `${1_700_000_000 + i}.fill.test:2,${i < count - unread ? 'S' : ''}`,
      );
      for (let i = 0; i < count; i += 1000)
        await Promise.all(names.slice(i, i + 1000).map(name => link(original, join(path, 'cur', name))));
    },
    fillAll(users, password, messages) {
      const originals = messages.map((message, i) => {
        const path = inFolder(`original-${i}`);
        writeFileSync(path, message);
        ownSync(path);
        return path;
      });
      for (const user of users) {
        writeFileSync(inFolder('users', user), `${user}:{PLAIN}${password}\n`);
        ownSync(inFolder('users', user));
        const path = maildir(user, 'INBOX');
        for (const part of ['', 'tmp', 'new', 'cur']) {
          mkdirSync(join(path, part), { recursive: true });
          ownSync(join(path, part));
        }
        for (const [i, original] of originals.entries())
          linkSync(original, join(path, 'cur', `${1_700_000_000 + i}.fill.test:2,`));
      }
    },
    admin,
    pid: () => server?.pid,
    async restrict(user, name, rights) {
      const path = join(maildir(user, name), 'dovecot-acl');
      await writeFile(path, `owner ${rights}\n`);
      await own(path);
    },
    async logged(text) {
      const lines = (await readFile(inFolder('dovecot.log'), 'utf8')).split('\n');
      return lines.filter(line => line.includes(text));
    },
    kill,
    start,
    freeze: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    recount,
    async renumber(user) {
      await kill();
      await recount(user);
      await start();
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signedByAuthority(folder: string): Promise<{ pem: Buffer }> {
  const { ca, sign } = await privateAuthority(folder);
  await sign('tls');
  return { pem: ca };
}

function configuration(folder: string, imapPort: number, imapsPort: number, extra: string): string {
  const [user, group] = owner
    ? ['nobody', 'nogroup']
    : [process.env.USER ?? 'nobody', process.env.USER ?? 'nogroup'];
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
ssl = yes
ssl_cert = <${folder}/tls-cert.pem
ssl_key = <${folder}/tls-key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%n
maildir_stat_dirs = yes
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${folder}/users/%n
}
userdb {
  driver = static
  args = uid=${ids.uid} gid=${ids.gid} home=${folder}/mail/%n
}
namespace inbox {
  inbox = yes
  mailbox Junk {
    special_use = \\Junk
  }
  mailbox Trash {
    special_use = \\Trash
  }
  mailbox Archive {
    special_use = \\Archive
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = ${imapsPort}
    ssl = yes
  }
}
# Wrong passwords make nobody wait.
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
${extra}`;
}
