import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from '../../imap/dovecot';
import { mail } from '../../imap/mails';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { finish, installProgram, originOf, type Program, tokenOf } from '../run-program';
import { freePort } from '../send';

let program: Program;
let dovecot: Dovecot;
beforeAll(async () => {
  [program, dovecot] = await Promise.all([installProgram(), startDovecot()]);
});
afterAll(async () => {
  await program.remove();
  await dovecot.close();
});

let users = 0;
/** A mailbox at the mail server that no other test has. */
async function newUser(password: string): Promise<string> {
  users += 1;
  const user = `reader${users}`;
  await dovecot.setPassword(user, password);
  await dovecot.deliver(user, mail(`for ${user}`));
  return user;
}

interface Running {
  readonly process: ChildProcess;
  readonly origin: string;
  log(): string;
  /** Writes the config file and lets the gateway read it. Resolves with the line that says what came of it. */
  reload(config: string): Promise<string>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Until the end of the test. */
async function run(config: string, env: Record<string, string> = {}): Promise<Running> {
  const folder = await temporaryFolder();
  const path = join(folder, 'gateway.toml');
  await writeFile(path, config, { mode: 0o600 });
  const state = { FACTEUR_GATEWAY_STATE: join(folder, 'state'), FACTEUR_GATEWAY_PORT: '0' };
  const gateway = program.start({ ...state, ...env }, '--config', path);
  let log = '';
  gateway.stderr?.on('data', chunk => {
    log += chunk;
  });
  const ended = finish(gateway).then(({ code }) => code);
  onTestFinished(async () => {
    gateway.kill('SIGKILL');
    await ended;
  });
  const origin = await originOf(gateway);
  const readings = () =>
    log.split('\n').filter(line => /the configuration is (?:not )?read again/.test(line));
  return {
    process: gateway,
    origin,
    log: () => log,
    async reload(text) {
      const before = readings().length;
      await writeFile(path, text);
      gateway.kill('SIGHUP');
      const lines = await waitFor(
        async () => readings(),
        found => found.length > before,
      );
      return lines.at(-1) ?? '';
    },
    ended,
  };
}

const mailbox = (user: string, password: string, ...lines: readonly string[]) =>
  [
    '[[mailbox]]',
    `address = "${user}@example.org"`,
    `user = "${user}"`,
    'host = "127.0.0.1"',
    `port = ${dovecot.imapPort}`,
    'security = "none"',
    `password = "${password}"`,
    ...lines,
    '',
  ].join('\n');

async function ask(origin: string, token: string): Promise<string> {
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'EmailsLastNDetailed', token });
  return (await fetch(`${origin}/PersonalMessages/V2?${query}`)).text();
}

const signIn = (origin: string, user: string, password: string) =>
  tokenOf(origin, { user: `${user}@example.org`, password });

const sessionsOf = async (user: string) =>
  (await dovecot.logged(`Login: user=<${user}>`)).map(line => /session=<([^>]+)>/.exec(line)?.[1]);

test('at SIGHUP only the mailboxes that differ change, and nobody else notices', async () => {
  const [kept, changed, removed, added] = await Promise.all(['one', 'two', 'three', 'four'].map(newUser));
  if (!kept || !changed || !removed || !added) throw new Error('no users');
  const gateway = await run(mailbox(kept, 'one') + mailbox(changed, 'two') + mailbox(removed, 'three'));
  const { origin } = gateway;
  const tokens = await Promise.all([
    signIn(origin, kept, 'one'),
    signIn(origin, changed, 'two'),
    signIn(origin, removed, 'three'),
  ]);
  for (const [index, user] of [kept, changed, removed].entries())
    expect(await ask(origin, tokens[index] ?? '')).toContain(`for ${user}`);
  expect(await sessionsOf(kept)).toHaveLength(1);

  await dovecot.changePassword(changed, 'two again');
  const config = mailbox(kept, 'one') + mailbox(changed, 'two again') + mailbox(added, 'four');
  expect(await gateway.reload(config)).toMatch(/ info .*: mailboxes 1 added, 1 changed, 1 removed$/);

  const [keptToken = '', changedToken = '', removedToken = ''] = tokens;
  expect(await ask(origin, keptToken)).toContain(`for ${kept}`);
  expect(await ask(origin, changedToken)).toContain(`for ${changed}`);
  expect(await ask(origin, removedToken)).toContain('<code>102</code>');
  expect(await signIn(origin, changed, 'two')).toBe('');
  expect(await signIn(origin, changed, 'two again')).not.toBe('');
  expect(await ask(origin, await signIn(origin, added, 'four'))).toContain(`for ${added}`);
  expect(await sessionsOf(kept)).toHaveLength(1);
  for (const secret of ['two again', 'four', keptToken]) expect(gateway.log()).not.toContain(secret);
});

test('a new sign-in password is used at once, and the mailbox keeps its connection', async () => {
  const user = await newUser('imap');
  const withPassword = (password: string) =>
    mailbox(user, 'imap', '[mailbox.sign-in]', `password = "${password}"`);
  const gateway = await run(withPassword('first'));
  const token = await signIn(gateway.origin, user, 'first');
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  await gateway.reload(withPassword('second'));
  expect(await signIn(gateway.origin, user, 'first')).toBe('');
  expect(await signIn(gateway.origin, user, 'second')).not.toBe('');
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  expect(await sessionsOf(user)).toHaveLength(1);
});

test('a configuration that can’t be used leaves everything as it was', async () => {
  const user = await newUser('secret');
  const good = mailbox(user, 'secret');
  const gateway = await run(good);
  const token = await signIn(gateway.origin, user, 'secret');
  expect(await gateway.reload(`${good}${mailbox(user, 'secret')}`)).toMatch(
    / error the configuration is not read again, the gateway goes on as before: two mailboxes are called/,
  );
  expect(await gateway.reload('port = secret')).toMatch(/ error .* is not valid TOML in line 1, column \d+/);
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  expect(await gateway.reload(`list = 5\nadmin = "127.0.0.1:0"\n${good}`)).toMatch(/: changed list$/);
  await waitFor(
    async () => gateway.log(),
    log => log.includes('changed, but only after a restart: admin'),
  );
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
});

test('an empty or half-written file opens a public gateway to nobody else', async () => {
  const address = 'public-origin = "https://facteur.example.org"\n';
  const gateway = await run(`${address}[sign-in]\ndomains = ["example.org"]\n`);
  expect(await gateway.reload('')).toMatch(/ error .*gateway\.toml has no setting any more$/);
  expect(await gateway.reload(address)).toMatch(/ error .* says no more who may sign in: /);
  expect(await gateway.reload('[sign-in]\n')).toMatch(/ error .* others can reach this gateway/);
  await gateway.reload('[sign-in]\ndomains = ["example.org"]\n');
  await waitFor(
    async () => gateway.log(),
    log => log.includes('only after a restart: public-origin'),
  );
  expect(gateway.log()).not.toContain('the demo’s user name');
});

test('a reload signs nobody out who came with a mailbox of their own', async () => {
  const user = await newUser('secret');
  const people = (domain: string, ...lines: readonly string[]) =>
    [
      'list = 5',
      '[sign-in]',
      'host = "127.0.0.1"',
      `port = ${dovecot.imapPort}`,
      'security = "none"',
      'user = "{local}"',
      `domains = ["${domain}"]`,
      ...lines,
    ].join('\n');
  const gateway = await run(people('example.org'));
  const token = await signIn(gateway.origin, user, 'secret');
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  await gateway.reload(people('example.org', 'password-tries = 5'));
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  const sessions = await sessionsOf(user);
  await gateway.reload(people('example.com'));
  expect(await ask(gateway.origin, token)).toContain('<code>102</code>');
  await gateway.reload(people('example.org'));
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  expect(await sessionsOf(user)).toEqual(sessions);
  await gateway.reload(people('example.org').replace('list = 5', 'list = 6'));
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  expect(await sessionsOf(user)).toEqual(sessions);
});

test('at SIGHUP a renewed certificate is shown', async () => {
  const [one, other] = await Promise.all([
    temporaryFolder().then(selfSigned),
    temporaryFolder().then(selfSigned),
  ]);
  const folder = await temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const show = async (from: typeof one) => {
    await writeFile(cert, await readFile(from.cert));
    await writeFile(key, await readFile(from.key));
  };
  await show(one);
  const config = `tls-cert = ${JSON.stringify(cert)}\ntls-key = ${JSON.stringify(key)}\n`;
  const gateway = await run(config);
  const shown = async () => {
    const socket = connectTls(Number(new URL(gateway.origin).port), '127.0.0.1', {
      rejectUnauthorized: false,
    });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  };
  const before = await shown();
  await writeFile(cert, await readFile(other.cert));
  expect(await gateway.reload(config)).toMatch(/ error .* can’t be used for TLS/);
  expect(await shown()).toBe(before);
  await show(other);
  expect(await gateway.reload(config)).toMatch(/ info /);
  expect(await shown()).not.toBe(before);
});

/** A request of which the gateway has only a part. */
async function beginForm(origin: string) {
  const { port, host } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.on('data', chunk => {
    answer += chunk;
  });
  const closed = once(socket, 'close');
  // The gateway knows this connection before the part comes.
  socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await waitFor(
    async () => answer,
    it => it.includes('\r\n\r\n'),
  );
  answer = '';
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\nuser=`,
  );
  // The part is there when the answer to a later request is.
  await (await fetch(origin)).text();
  return {
    async finish() {
      socket.write('a');
      await closed;
      return answer;
    },
  };
}

test('at SIGTERM the answer under way is finished, and then the gateway ends', async () => {
  const user = await newUser('secret');
  const gateway = await run(mailbox(user, 'secret'));
  const token = await signIn(gateway.origin, user, 'secret');
  expect(await ask(gateway.origin, token)).toContain(`for ${user}`);
  const form = await beginForm(gateway.origin);
  gateway.process.kill('SIGTERM');
  const later = await waitFor(
    () => fetch(gateway.origin),
    ({ headers }) => headers.get('connection') === 'close',
  );
  expect(later.status).toBe(200);
  expect(await form.finish()).toMatch(/^HTTP\/1\.1 \d+ [\s\S]*\r\nConnection: close\r\n/);
  expect(await gateway.ended).toBe(0);
  await expect(fetch(gateway.origin)).rejects.toThrow();
  const logged = await waitFor(
    () => dovecot.logged(`imap(${user})`),
    lines => lines.some(line => line.includes('Logged out')),
  );
  expect(logged.join('\n')).toContain('Logged out');
});

test('a start that waits for its database ends in order at SIGTERM, and not at SIGHUP', async () => {
  const folder = await temporaryFolder();
  const starting = program.start({
    FACTEUR_GATEWAY_STATE: folder,
    FACTEUR_GATEWAY_PORT: '0',
    FACTEUR_GATEWAY_DATABASE_URL: `postgresql://127.0.0.1:${await freePort()}/facteur`,
  });
  onTestFinished(() => void starting.kill('SIGKILL'));
  const ended = finish(starting);
  await new Promise<void>(resolve =>
    starting.stderr?.on('data', chunk => String(chunk).includes('waiting for it') && resolve()),
  );
  starting.kill('SIGHUP');
  starting.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('a second SIGTERM ends it at once', async () => {
  const gateway = await run('');
  await beginForm(gateway.origin);
  gateway.process.kill('SIGTERM');
  await waitFor(
    () => fetch(gateway.origin),
    ({ headers }) => headers.get('connection') === 'close',
  );
  gateway.process.kill('SIGTERM');
  expect(await gateway.ended).toBe(143);
});

test.runIf(process.platform === 'linux')(
  'the gateway of a terminal ends with it, which also sends SIGHUP',
  async () => {
    const folder = await temporaryFolder();
    const gateway = join(program.folder, 'facteur-gateway.mjs');
    const command = `"${process.execPath}" "${gateway}" --port 0`;
    const env = { PATH: process.env.PATH, HOME: folder, FACTEUR_GATEWAY_STATE: join(folder, 'state') };
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env });
    const origin = await originOf(terminal);
    expect((await fetch(origin)).status).toBe(200);
    const ended = once(terminal, 'exit');
    terminal.kill('SIGKILL');
    await ended;
    await waitFor(
      () =>
        fetch(origin).then(
          () => true,
          () => false,
        ),
      answers => !answers,
    );
  },
);

test('systemd is told when it is ready, reloads and stops', async () => {
  const folder = await temporaryFolder();
  const [bin, told] = [join(folder, 'bin'), join(folder, 'told')];
  await mkdir(bin);
  await writeFile(join(bin, 'systemd-notify'), `#!/bin/sh\necho "$*" >> ${told}\n`);
  await chmod(join(bin, 'systemd-notify'), 0o755);
  await writeFile(told, '');
  const gateway = await run('', { PATH: `${bin}:/usr/bin:/bin`, NOTIFY_SOCKET: '/run/x' });
  const lines = async () => (await readFile(told, 'utf8')).trim().split('\n');
  const READY = `READY=1 STATUS=Answers at ${gateway.origin}/`;
  await waitFor(lines, found => found.includes(READY));
  await gateway.reload('');
  await waitFor(lines, found => found.length === 3);
  gateway.process.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(await lines()).toEqual([
    READY,
    expect.stringMatching(/^RELOADING=1 MONOTONIC_USEC=\d+$/),
    READY,
    expect.stringMatching(/^STOPPING=1 /),
  ]);
});

test('a gateway whose port is taken ends before it touches anything', async () => {
  const gateway = await run('');
  const state = join(await temporaryFolder(), 'state');
  const port = new URL(gateway.origin).port;
  const other = await finish(program.start({}, '--port', port, '--state', state));
  expect(other).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^facteur-gateway: port \d+ is in use/),
  });
  await expect(stat(state)).rejects.toThrow('ENOENT');
});
