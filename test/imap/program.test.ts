import { spawn } from 'node:child_process';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { temporaryFolder } from '../gateway/folder';
import {
  type Finished,
  finish,
  installProgram,
  originOf,
  type Program,
  tokenOf,
} from '../gateway/run-program';
import { type Dovecot, startDovecot } from './dovecot';
import { mail } from './mails';

let program: Program;
let dovecot: Dovecot;
beforeAll(async () => {
  [program, dovecot] = await Promise.all([installProgram(), startDovecot()]);
  await dovecot.setPassword('jean', 'p4ssw0rd-of-jean');
  await dovecot.setPassword('marie', 'p4ssw0rd-of-marie');
  await dovecot.deliver('jean', mail('a private matter', 'what nobody else should read'));
});
afterAll(async () => {
  await program.remove();
  await dovecot.close();
});

const mailbox = (user: string, ca: string, ...lines: readonly string[]) =>
  [
    '[[mailbox]]',
    `address = "${user}@example.org"`,
    `user = "${user}"`,
    'host = "127.0.0.1"',
    `port = ${dovecot.imapsPort}`,
    `ca = ${JSON.stringify(ca)}`,
    ...lines,
    '',
  ].join('\n');

async function configure(text: (ca: string) => string): Promise<string> {
  const folder = await temporaryFolder();
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, dovecot.ca);
  const path = join(folder, 'gateway.toml');
  await writeFile(path, text(ca), { mode: 0o600 });
  return path;
}

async function check(text: (ca: string) => string): Promise<Finished> {
  return finish(program.start({}, 'check', '--config', await configure(text)));
}

describe('check', () => {
  test('prints the results for each mailbox', async () => {
    const { code, out, err } = await check(
      ca =>
        mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"') +
        mailbox('marie', ca, 'name = "Marie"', 'password = "p4ssw0rd-of-marie"'),
    );
    expect(err).toBe('');
    expect(out.split('\n')).toEqual([
      'jean@example.org',
      `  ✓ reached 127.0.0.1, port ${dovecot.imapsPort}, encrypted`,
      '  ✓ signed in as jean',
      '  ✓ INBOX: 1 e-mail, 1 of them unread',
      '  ✓ the newest unread e-mail can be read',
      '  ✓ the server reports new mail at once (IDLE)',
      '  ✓ in the browser, sign in as jean@example.org',
      'Marie',
      `  ✓ reached 127.0.0.1, port ${dovecot.imapsPort}, encrypted`,
      '  ✓ signed in as marie',
      '  ✓ INBOX: 0 e-mails, 0 of them unread',
      '  ✓ the server reports new mail at once (IDLE)',
      '  ✓ in the browser, sign in as marie@example.org',
      '',
      'Everything works.',
      '',
    ]);
    expect(code).toBe(0);
  });

  test.each<[string, (ca: string) => string, RegExp]>([
    [
      'a wrong password',
      ca => mailbox('jean', ca, 'password = "wrong"').replace('jean@example.org', 'jean@gmail.com'),
      /✗ 127\.0\.0\.1 doesn’t accept the password of jean: check user name and password\. Gmail requires an app password/,
    ],
    [
      'an untrusted certificate',
      ca => mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"').replace(/^ca = .*$/m, ''),
      /✗ 127\.0\.0\.1, port \d+ can’t be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): if it is your own server, give its certificate with ca/,
    ],
    [
      'a port without TLS',
      ca =>
        mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"').replace(
          /^port = .*$/m,
          `port = ${dovecot.imapPort}`,
        ),
      /✗ 127\.0\.0\.1, port \d+ doesn’t speak TLS from the start: .*security = "starttls"/,
    ],
    [
      'a closed port',
      ca => mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"').replace(/^port = .*$/m, 'port = 1'),
      /✗ 127\.0\.0\.1, port 1 can’t be reached \(ECONNREFUSED\): check host and port/,
    ],
    [
      'an unknown server',
      ca => mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"').replace('127.0.0.1', 'nowhere.invalid'),
      /✗ there is no server nowhere\.invalid: check host|✗ nowhere\.invalid, port \d+ can’t be reached/,
    ],
    [
      'a missing folder',
      ca => mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"', 'folders = ["INBOX", "Factures"]'),
      /✓ signed in as jean\n {2}✗ there is no folder "Factures"; there are "INBOX"/,
    ],
  ])('gives advice for %s', async (_what, text, line) => {
    const { code, out, err } = await check(text);
    expect(out).toMatch(line);
    expect(out).toMatch(/Something doesn’t work/);
    expect(out + err).not.toMatch(/p4ssw0rd|wrong/);
    expect(code).toBe(1);
  });

  test('of an organisation’s configuration tries the mail server of all', async () => {
    const { code, out, err } = await check(
      ca => `public-origin = "https://facteur.example.org"
trusted-proxies = ["127.0.0.1"]
[sign-in]
host = "127.0.0.1"
port = ${dovecot.imapsPort}
domains = ["example.org"]
ca = ${JSON.stringify(ca)}
`,
    );
    expect(out).toMatch(
      /^\[sign-in\]\n {2}✓ reached 127\.0\.0\.1, port \d+, encrypted\n {2}✓ 127\.0\.0\.1 takes passwords\n/,
    );
    expect({ code, end: out.split('\n').at(-2), err }).toEqual({
      code: 0,
      end: 'Everything works.',
      err: '',
    });
  });

  test('needs a config file', async () => {
    expect(await finish(program.start({}, 'check'))).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^facteur-gateway: \/.*\/gateway\.toml sets up no mailbox, so there is nothing to check: .*--config, or sign in/,
      ),
    });
    const { code, err } = await finish(program.start({}, 'check', '--demo'));
    expect({ code, err }).toEqual({
      code: 1,
      err: 'facteur-gateway: the demo mailbox needs no check: leave out --demo\n',
    });
  });
});

test('the gateway shows each user only their own mailbox', async () => {
  const path = await configure(
    ca => `port = 0
log-level = "debug"
${mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"')}[mailbox.sign-in]
user = "jean"
password = "s1gn-in-of-jean"
${mailbox('marie', ca)}`,
  );
  const env = { FACTEUR_GATEWAY_MARIE_EXAMPLE_ORG_PASSWORD: 'p4ssw0rd-of-marie' };
  const gateway = program.start(env, '--config', path);
  const finished = finish(gateway);
  const origin = await originOf(gateway);
  const jean = await tokenOf(origin, { user: 'jean', password: 's1gn-in-of-jean' });
  const marie = await tokenOf(origin, { user: 'marie@example.org', password: 'p4ssw0rd-of-marie' });
  expect(await tokenOf(origin, { user: 'jean', password: 'p4ssw0rd-of-jean' })).toBe('');
  expect(await tokenOf(origin)).toBe('');
  const ask = async (token: string) => {
    const infos = 'NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed';
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos, token });
    return (await fetch(`${origin}/PersonalMessages/V2?${query}`)).text();
  };
  const answer = await ask(jean);
  expect(answer).toContain('<NoEmails>1</NoEmails><NoUnReadMails>1</NoUnReadMails><EmailsLastNDetailed>');
  expect(answer).toContain('a private matter');
  expect(answer).not.toContain('NoSMS');
  expect(await ask(marie)).toContain('<NoUnReadMails>0</NoUnReadMails>');
  await dovecot.deliver('marie', mail('for Marie'));
  await waitFor(
    () => ask(marie),
    text => text.includes('for Marie'),
  );
  gateway.kill('SIGTERM');
  const { code, out, err } = await finished;
  expect(code).toBe(0);
  const SECRETS = [
    jean,
    marie,
    'p4ssw0rd',
    's1gn-in',
    'private',
    'nobody else',
    'for Marie',
    'Dupont',
    'example.org>',
  ];
  for (const secret of SECRETS) expect(out + err).not.toContain(secret);
  expect(err).toMatch(/ info {2}jean@example\.org: signed in to 127\.0\.0\.1, which reports new mail\n/);
  for (const line of err.trim().split('\n'))
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z (error|warn|info|debug) /);
});

test('a corrected password file is read at the next sign-in, without a restart', async () => {
  const file = join(await temporaryFolder(), 'password');
  await writeFile(file, 'the old one\n', { mode: 0o600 });
  const path = await configure(
    ca => `port = 0
${mailbox('jean', ca, `password-file = ${JSON.stringify(file)}`)}[mailbox.sign-in]
user = "jean"
password = "s1gn-in-of-jean"
`,
  );
  const gateway = program.start({}, '--config', path);
  const finished = finish(gateway);
  const origin = await originOf(gateway);
  const signIn = { user: 'jean', password: 's1gn-in-of-jean' };
  expect(await tokenOf(origin, signIn)).toBe('');
  await writeFile(file, 'p4ssw0rd-of-jean\n');
  expect(await tokenOf(origin, signIn)).not.toBe('');
  gateway.kill('SIGTERM');
  const { err } = await finished;
  expect(err).toContain('it says “Authentication failed.”');
  expect(err).toContain('the config has another password now');
  expect(err).not.toMatch(/p4ssw0rd|the old one/);
});

test('the gateway doesn’t start with a config file that others may read', async () => {
  const path = await configure(ca => mailbox('jean', ca, 'password = "p4ssw0rd-of-jean"'));
  await chmod(path, 0o644);
  const { code, out, err } = await finish(program.start({}, '--config', path));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^facteur-gateway: the config file .* is open to other users \(mode 0644\)/);
  expect(err.match(/\n/g)).toHaveLength(1);
});

test('without a keyring it doesn’t ask for a password', async () => {
  const child = program.start({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }, 'keep-password', 'jean');
  // There is no input: a question would wait forever.
  const { code, out, err } = await finish(child);
  expect(code).toBe(1);
  expect(err).toMatch(/keyring/);
  expect(out + err).not.toContain('Password of');
});

test('a password is stored in the system’s keyring and read from there', async () => {
  const path = await configure(ca => mailbox('jean', ca, 'keyring = true'));
  const home = await temporaryFolder();
  const gateway = `"${process.execPath}" "${join(program.folder, 'facteur-gateway.mjs')}"`;
  // A keyring may need a moment after it is unlocked.
  const script = `printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null
${gateway} check --config "${path}"
for attempt in 1 2 3 4 5; do
  echo p4ssw0rd-of-jean | ${gateway} keep-password jean@example.org && break
done
${gateway} check --config "${path}"
`;
  // Node finds the keyring's library next to the program, as npm installs it.
  await symlink(join(process.cwd(), 'node_modules'), join(program.folder, 'node_modules'));
  const env = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home };
  const { out, err } = await finish(spawn('dbus-run-session', ['--', 'sh', '-c', script], { env }));
  expect(err).toContain(
    'the keyring has no password for jean@example.org: run facteur-gateway keep-password',
  );
  expect(out, err).toMatch(/^The keyring now keeps this password\..*\njean@example\.org\n/);
  expect(out).toContain('Everything works.');
  expect(out + err).not.toContain('p4ssw0rd');
});
