import { chmod, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { defaultConfigPath } from '../../../src/gateway/config/config-file';
import { loadSetup } from '../../../src/gateway/config/load';
import { createLinkTo } from '../../../src/gateway/config/message-links';
import { readCommand, UsageError } from '../../../src/gateway/config/options';

import { HAS_MODES } from '../../../src/gateway/state/private-file';
import { selfSigned } from '../certificate';
import { NO_NETWORK } from '../finding/no-network';
import { temporaryFolder } from '../folder';

type Env = Record<string, string>;

async function load(text: string, env: Env = {}, mode = 0o600) {
  const path = join(await temporaryFolder(), 'gateway.toml');
  await writeFile(path, text);
  await chmod(path, mode);
  return loadWith(['--config', path], env);
}

async function loadWith(args: readonly string[], env: Env) {
  const command = readCommand(args);
  if (command.kind !== 'run') throw new Error(command.kind);
  return loadSetup(command, env, () => NO_NETWORK);
}

async function mailboxOf(text: string, env: Env = {}) {
  const { mailboxes } = await load(`[[mailbox]]\n${text}`, env);
  if (mailboxes?.[0] === undefined) throw new Error('no mailbox');
  return mailboxes[0];
}

const JEAN = 'address = "jean@orange.fr"\npassword = "s3cret"\n';

async function fileWith(text: string, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'secret');
  await writeFile(path, text, { mode });
  return path;
}

test.each([
  ['linux', { XDG_CONFIG_HOME: '/etc/xdg' }, '/etc/xdg/facteur/gateway.toml'],
  ['linux', { HOME: '/home/jean' }, '/home/jean/.config/facteur/gateway.toml'],
  ['darwin', {}, join(homedir(), 'Library/Application Support/facteur/gateway.toml')],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/facteur/gateway.toml'],
] as const)('the config file on %s with %j is %s', (platform, env, path) => {
  expect(defaultConfigPath(env, platform)).toBe(normalize(path));
});

describe('for a known provider', () => {
  test('an address and a password are enough', async () => {
    const mailbox = await mailboxOf(JEAN);
    expect(mailbox).toMatchObject({
      name: 'jean@orange.fr',
      account: {
        server: { host: 'imap.orange.fr', port: 993, security: 'tls' },
        login: { user: 'jean@orange.fr', password: 's3cret' },
        folders: ['INBOX'],
        readsOnOpen: true,
      },
      pollEvery: 60_000,
      signIn: { user: 'jean@orange.fr', password: 's3cret' },
    });
    expect(mailbox.account.link).toBeUndefined();
  });

  test('the user name can be the part before the @', async () => {
    const { account } = await mailboxOf('address = "jean@free.fr"\npassword = "x"\n');
    expect(account).toMatchObject({ server: { host: 'imap.free.fr' }, login: { user: 'jean' } });
  });
});

test('every setting can be set', async () => {
  const { cert, pem } = await selfSigned(await temporaryFolder());
  const { options, mailboxes } = await load(`
port = 0
list = 50
log-level = "debug"
extension = ["${'a'.repeat(32)}", "${'b'.repeat(32)}"]
allow-plain-http = false

[[mailbox]]
name = "work"
host = "imap.corp.example"
port = 143
user = "jd"
password = "one"
ca = '${cert}'
folders = ["INBOX", "Lists/*", '\\Archive']
webmail = "https://mail.corp.example/"
link = "https://mail.corp.example/{folder}/{uid}?id={message-id}&u={user}"
read-on-open = false
poll = 30
[mailbox.sign-in]
user = "jean"
password = "two"

[[mailbox]]
address = "jean@gmail.com"
password = "three"
link = "webmail"
`);
  expect(options).toMatchObject({ port: 0, list: 50, logLevel: 'debug', allowPlainHttp: false });
  expect(options.extensions).toHaveLength(2);
  const [work, gmail] = mailboxes ?? [];
  expect(work).toMatchObject({
    name: 'work',
    account: {
      server: { host: 'imap.corp.example', port: 143, security: 'starttls', ca: pem.toString() },
      login: { user: 'jd', password: 'one' },
      folders: ['INBOX', 'Lists/*', '\\Archive'],
      webmail: 'https://mail.corp.example/',
      readsOnOpen: false,
    },
    pollEvery: 30_000,
    signIn: { user: 'jean', password: 'two' },
  });
  const place = { path: 'Réseau', validity: '1', uid: 7 };
  const linkOfWork = createLinkTo(work?.account.link);
  expect(linkOfWork({ messageId: '<a/b@c>', place })).toBe(
    'https://mail.corp.example/R%C3%A9seau/7?id=a%2Fb%40c&u=jd',
  );
  expect(linkOfWork({ messageId: '', place })).toBe('https://mail.corp.example/');
  expect(createLinkTo(gmail?.account.link)({ messageId: '<a@b>', place })).toBe(
    'https://mail.google.com/mail/u/?authuser=jean%40gmail.com#search/rfc822msgid:a%40b',
  );
});

test('an argument and the environment beat the file', async () => {
  const text = `port = 1\nlist = 5\n[[mailbox]]\n${JEAN}`;
  const { options } = await load(text, { FACTEUR_GATEWAY_PORT: '2' });
  expect(options).toMatchObject({ port: 2, list: 5 });
});

describe('a password', () => {
  const ADDRESS = 'address = "jean@orange.fr"\n';
  const passwordIn = async (text: string, env: Env = {}) => {
    const { login } = (await mailboxOf(ADDRESS + text, env)).account;
    return 'password' in login ? login.password : undefined;
  };

  test('comes from a file, the environment, or a file named in the environment', async () => {
    const path = await fileWith('from a file\n');
    expect(await passwordIn(`password-file = '${path}'`)).toBe('from a file');
    expect(await passwordIn('', { FACTEUR_GATEWAY_JEAN_ORANGE_FR_PASSWORD: 'from here' })).toBe('from here');
    expect(await passwordIn('', { FACTEUR_GATEWAY_JEAN_ORANGE_FR_PASSWORD_FILE: path })).toBe('from a file');
    expect(await passwordIn('name = "the work"', { FACTEUR_GATEWAY_THE_WORK_PASSWORD: 'x' })).toBe('x');
  });

  test('comes from a file below ~/', async () => {
    const path = await fileWith('from home\n');
    for (const variable of ['USERPROFILE', 'HOME']) vi.stubEnv(variable, dirname(path));
    onTestFinished(() => void vi.unstubAllEnvs());
    const short = `~/${basename(path)}`;
    expect(await passwordIn(`password-file = '${short}'`)).toBe('from home');
    expect(await passwordIn('', { FACTEUR_GATEWAY_JEAN_ORANGE_FR_PASSWORD_FILE: short })).toBe('from home');
  });

  test('for the sign-in can come from these, too', async () => {
    const { signIn } = await mailboxOf(JEAN, { FACTEUR_GATEWAY_JEAN_ORANGE_FR_SIGN_IN_PASSWORD: 'other' });
    expect(signIn).toEqual({ user: 'jean@orange.fr', password: 'other' });
  });

  test('that is missing is an error with advice and the provider’s hint', async () => {
    await expect(mailboxOf('address = "jean@gmail.com"')).rejects.toThrow(
      /^mailbox 1: no password for jean@gmail\.com: give password, password-file or keyring = true, or set FACTEUR_GATEWAY_JEAN_GMAIL_COM_PASSWORD or FACTEUR_GATEWAY_JEAN_GMAIL_COM_PASSWORD_FILE\. Gmail requires an app password/,
    );
  });

  test.runIf(HAS_MODES)('in a file that others may read is an error', async () => {
    const open = await fileWith('secret', 0o644);
    await expect(passwordIn(`password-file = '${open}'`)).rejects.toThrow(
      /open to other users \(mode 0644\)/,
    );
  });

  test('in a file that is empty or missing is an error', async () => {
    const empty = await fileWith('\n');
    await expect(passwordIn(`password-file = '${empty}'`)).rejects.toThrow(/is empty/);
    await expect(passwordIn('password-file = "/nowhere"')).rejects.toThrow(
      /there is no password file \/nowhere/,
    );
  });

  test('variable without a mailbox is an error', async () => {
    await expect(mailboxOf(JEAN, { FACTEUR_GATEWAY_JEAN_PASSWORD: 'x' })).rejects.toThrow(
      /^unknown variable FACTEUR_GATEWAY_JEAN_PASSWORD: unset it, or use one of FACTEUR_GATEWAY_JEAN_ORANGE_FR_PASSWORD, /,
    );
  });
});

test.runIf(HAS_MODES).each([0o644, 0o640, 0o604, 0o660])(
  'a config file of mode %o is an error',
  async mode => {
    await expect(load(`[[mailbox]]\n${JEAN}`, {}, mode)).rejects.toThrow(
      /is open to other users .*run chmod 600 on it; it holds passwords$/,
    );
  },
);

test('a missing file is an error with --config; without --config, everybody signs in with their own mailbox', async () => {
  const env = { XDG_CONFIG_HOME: await temporaryFolder() };
  await expect(loadWith(['--config', '/nowhere'], env)).rejects.toThrow('there is no config file /nowhere');
  const usual = defaultConfigPath(env);
  const open = { mailboxes: [], demo: true, signIn: { domains: [] }, configPath: usual };
  expect(await loadWith([], env)).toMatchObject(open);
  const demo = { mailboxes: [], demo: true, signIn: undefined, configPath: undefined };
  expect(await loadWith(['--demo'], env)).toMatchObject(demo);
  await expect(loadWith(['--demo', '--config', 'x'], env)).rejects.toThrow(UsageError);
});

describe('people who sign in with a mailbox of their own', () => {
  const OTHERS = 'public-origin = "https://mail.example.org"\n';

  test('can do so on this computer, unless the file sets up mailboxes', async () => {
    expect(await load('port = 1')).toMatchObject({ signIn: { domains: [] }, demo: true });
    expect(await load(`[[mailbox]]\n${JEAN}`)).toMatchObject({ signIn: undefined, demo: false });
    expect(await load(`[sign-in]\n[[mailbox]]\n${JEAN}`)).toMatchObject({ signIn: { domains: [] } });
  });

  test('need one of the given domains where others reach the gateway, which then offers no demo', async () => {
    const setup = await load(`${OTHERS}[sign-in]\ndomains = ["Example.org", "bücher.example"]`);
    expect(setup).toMatchObject({
      signIn: { domains: ['example.org', 'xn--bcher-kva.example'] },
      demo: false,
    });
    const reachable = load('host = "0.0.0.0"\nallow-plain-http = true\n[sign-in]');
    await expect(reachable).rejects.toThrow(/^others can reach this gateway/);
    expect(await load(`${OTHERS}[[mailbox]]\n${JEAN}`)).toMatchObject({ signIn: undefined });
    expect(await load('public-origin = "http://localhost:8337"\nallow-plain-http = true')).toMatchObject({
      signIn: { domains: [] },
    });
  });

  test('have the mail server that the file names, with its authority', async () => {
    const text = '[sign-in]\nhost = "imap.corp.example"\nport = 143\n';
    const server = { host: 'imap.corp.example', port: 143, security: 'starttls' };
    expect((await load(text)).signIn).toEqual({
      domains: [],
      server,
      user: '{address}',
      tellsClients: true,
      passwordTries: 20,
      master: undefined,
      ca: undefined,
    });
    await expect(load('[sign-in]\nhost = "imap.corp.example"\nsecurity = "none"')).rejects.toThrow(
      /would be sent to imap\.corp\.example without encryption/,
    );
  });

  test('can be operators of the API Manager', async () => {
    const users = '[manager]\nusers = ["anna@example.org"]\n';
    expect((await load(`[sign-in]\ndomains = ["example.org"]\n${users}`)).manager.operators).toEqual([
      'anna@example.org',
    ]);
    await expect(load(`[sign-in]\ndomains = ["example.com"]\n${users}`)).rejects.toThrow(
      /no mailbox has the sign-in user anna@example\.org/,
    );
  });
});

test('an argument beats its variable, and a variable beats the config file', async () => {
  const path = await fileWith(`port = 1\nlist = 1\ndeliver-every = 1\n[[mailbox]]\n${JEAN}`);
  const env = { FACTEUR_GATEWAY_PORT: '2', FACTEUR_GATEWAY_LIST: '2' };
  const { options } = await loadWith(['--config', path, '--port', '3'], env);
  expect(options).toMatchObject({ port: 3, list: 2, deliverEvery: 1 });
});

const WRONG: ReadonlyArray<readonly [string, RegExp]> = [
  ['', /^mailbox 1: no address: give the mailbox’s address/],
  ['address = "jean"', /^mailbox 1: its settings: address is "jean": give it an e-mail address/],
  ['address = "jean@corp.example"', /the mail server of jean@corp\.example is unknown to Facteur/],
  ['address = "jean@outlook.com"', /^mailbox 1: Microsoft|^mailbox 1: Outlook/],
  ['host = "imap.corp.example"', /^mailbox 1: no user for imap\.corp\.example/],
  [`${JEAN}port = "x"`, /^mailbox 1: its settings: port is "x": give it a whole number from 1 to 65535$/],
  [`${JEAN}port = 0`, /port is 0/],
  [`${JEAN}host = "https://imap.orange.fr"`, /host is "https:.*give it the name of the mail server/],
  [`${JEAN}security = "ssl"`, /security is "ssl": give it one of tls, starttls, none$/],
  [`${JEAN}security = "none"`, /would be sent to imap\.orange\.fr without encryption/],
  [`${JEAN}link = "javascript:alert(1)"`, /link is .*give it "reader", "webmail", or an https address/],
  [`${JEAN}link = "http://mail.example/{uid}"`, /link is/],
  [`${JEAN}link = "https://mail.example/{id}"`, /link is/],
  [`${JEAN}folders = [["a"]]`, /folders is \[\["a"\]\]: give it the names of folders/],
  [`${JEAN}pasword = "x"`, /^mailbox 1: its settings: "pasword" is not a setting: use address, name, host/],
  [`${JEAN}sign-in = "x"`, /put the sign-in into its own table/],
  [`${JEAN}[mailbox.sign-in]\nname = "x"`, /^mailbox 1: its sign-in: "name" is not a setting/],
  [`${JEAN}ca = "/nowhere"`, /can’t use \/nowhere \(ENOENT\): give ca a certificate/],
  [`${JEAN}poll = 5`, /poll is 5: give it a whole number from 15 to 1740/],
  [
    'address = "a@corp.example"\nhost = "h"\npassword = "x"\nlink = "webmail"',
    /webmail address is missing: set webmail/,
  ],
  [`${JEAN}[[mailbox]]\n${JEAN}`, /^two mailboxes are called jean@orange\.fr/],
  [`${JEAN}[[mailbox]]\nname = "b"\n${JEAN}`, /^two mailboxes have the sign-in user jean@orange\.fr/],
];

test.each(WRONG)('%j gets an error of one line with advice', async (text, line) => {
  const error = await mailboxOf(text).catch(it => it);
  expect(error.message).toMatch(line);
  expect(error.message).not.toContain('\n');
});

test.each([
  ['port = "x"', /^port in the config file is "x": give it a whole number/],
  ['prot = 1', /^"prot" in the config file is not a setting: use port, host/],
  ['config = "x"', /^"config" in the config file is not a setting/],
  ['port = { a = 1 }', /^port in the config file can’t be used/],
  ['mailbox = 1', /begin each mailbox with a line \[\[mailbox\]\]/],
  ['[mailbox]', /begin each mailbox with a line \[\[mailbox\]\]/],
  ['sign-in = 1', /put who may sign in after a line \[sign-in\]$/],
  ['[sign-in]\ndomains = ["x y"]', /\[sign-in\]: domains is \["x y"\]: give it the domains/],
  [
    '[sign-in]\ndomain = "x"',
    /\[sign-in\]: "domain" is not a setting: use domains, host, port, security, ca, user,/,
  ],
  [
    'public-origin = "https://mail.example.org"',
    /^others can reach this gateway, and everybody could sign in/,
  ],
])('the file %j is an error', async (text, line) => {
  await expect(load(text)).rejects.toThrow(line);
});

test('an error in TOML gives the place and quotes no text', async () => {
  const error = await load('[[mailbox]]\npassword = s3cret\n').catch(it => it);
  expect(error.message).toMatch(/is not valid TOML in line 2, column \d+: put texts in quotation marks/);
  expect(error.message).not.toContain('s3cret');
  const wrongPassword = await mailboxOf('address = "jean@orange.fr"\npassword = ["s3cret", { a = 1 }]').catch(
    it => it,
  );
  expect(wrongPassword.message).toMatch(/password can’t be used/);
  expect(wrongPassword.message).not.toContain('s3cret');
});
