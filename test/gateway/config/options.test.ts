import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { HELP } from '../../../src/gateway/cli/help';
import {
  argumentsOf,
  type Options,
  readCommand,
  readMailboxChoice,
  readOptions,
  UsageError,
} from '../../../src/gateway/config/options';
import type { Environment } from '../../../src/gateway/shared/user-folder';
import { defaultStateFolder } from '../../../src/gateway/state/state-folder';

const STANDARD: Options = {
  port: 8337,
  host: '127.0.0.1',
  publicOrigin: undefined,
  tls: undefined,
  allowPlainHttp: false,
  extensions: [],
  state: defaultStateFolder({}),
  databaseUrl: undefined,
  databaseUrlFile: undefined,
  keyFile: undefined,
  trustedProxies: [],
  maxConnections: 5000,
  signInsAtOnce: 32,
  signInsPerSecond: 50,
  admin: undefined,
  deliverEvery: 20,
  list: 20,
  logLevel: 'info',
  logFormat: 'text',
  dns: undefined,
};

const withDefaults = (options: Partial<Options>) => ({ ...STANDARD, ...options });
const run = (port: number, deliverEvery: number, list: number) => withDefaults({ port, deliverEvery, list });

/** @throws UsageError */
function read(args: readonly string[], env: Environment): Options {
  const command = readCommand(args);
  if (command.kind !== 'run') throw new Error(command.kind);
  readMailboxChoice(command.given, env);
  return readOptions(command.given, env);
}

test('defaults', () => {
  expect(read([], { PATH: '/bin' })).toEqual(run(8337, 20, 20));
});

test('an argument beats the environment', () => {
  const env = { FACTEUR_GATEWAY_PORT: '1', FACTEUR_GATEWAY_DELIVER_EVERY: '0', FACTEUR_GATEWAY_LIST: '200' };
  expect(read([], env)).toEqual(run(1, 0, 200));
  expect(read(['--port', '0', '--list=1'], env)).toEqual(run(0, 0, 1));
  expect(read(['--port=2', '--port=3'], {})).toEqual(run(3, 20, 20));
  expect(read([], { FACTEUR_GATEWAY_PORT: '' })).toEqual(run(8337, 20, 20));
});

function refusalOf(args: readonly string[], env: Environment): string {
  try {
    return `accepted: ${JSON.stringify(read(args, env))}`;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const CHROME = 'abcdefghijklmnopabcdefghijklmnop';
const FIREFOX = `https://${'abcdef0123'.repeat(4)}.extensions.allizom.org`;

test('listening options', () => {
  const args = '--host :: --public-origin https://mail.example.org/ --tls-cert a --tls-key b --state c';
  const expected = {
    host: '::',
    publicOrigin: 'https://mail.example.org',
    tls: { cert: 'a', key: 'b' },
    state: 'c',
  };
  expect(read(args.split(' '), {})).toEqual(withDefaults(expected));
  const env = {
    FACTEUR_GATEWAY_HOST: '::',
    FACTEUR_GATEWAY_PUBLIC_ORIGIN: 'https://mail.example.org',
    FACTEUR_GATEWAY_TLS_CERT: 'a',
    FACTEUR_GATEWAY_TLS_KEY: 'b',
    FACTEUR_GATEWAY_STATE: 'c',
  };
  expect(read([], env)).toEqual(withDefaults(expected));
  const plain = withDefaults({ allowPlainHttp: true });
  expect(read(['--allow-plain-http'], {})).toEqual(plain);
  expect(read([], { FACTEUR_GATEWAY_ALLOW_PLAIN_HTTP: '1' })).toEqual(plain);
});

test.each(['9.9.9.9', '127.0.0.1:5353', '::1', '[::1]:5353'])('the DNS server %s', dns => {
  expect(read(['--dns', dns], {})).toEqual(withDefaults({ dns }));
});

test.each(['dns.example', '127.0.0.1:', '127.0.0.1:0', '127.0.0.1:65536', '[127.0.0.1]:53', '[::1]', ''])(
  'no DNS server %j',
  dns => {
    expect(refusalOf([`--dns=${dns}`], {})).toMatch(/^--dns is .*give it the IP address of a DNS server/);
  },
);

test('several extensions', () => {
  const extensions = [`https://${CHROME}.chromiumapp.org`, FIREFOX];
  const args = ['--extension', CHROME, `--extension=${FIREFOX}/`];
  expect(read(args, {})).toEqual(withDefaults({ extensions }));
  const env = { FACTEUR_GATEWAY_EXTENSION: `${CHROME}, ${FIREFOX}/` };
  expect(read([], env)).toEqual(withDefaults({ extensions }));
  expect(read(['--extension', CHROME], { FACTEUR_GATEWAY_EXTENSION: `${FIREFOX}/` })).toEqual(
    withDefaults({ extensions: [`https://${CHROME}.chromiumapp.org`] }),
  );
});

test('the help text names every option, in lines of up to 85 characters', () => {
  const names = [...HELP.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
  const [, known = ''] = /one of (.*)$/.exec(refusalOf([], { FACTEUR_GATEWAY_X: '1' })) ?? [];
  const variables = known.split(', ').map(name => name.replace('FACTEUR_GATEWAY_', ''));
  const options = variables.map(name => name.toLowerCase().replaceAll('_', '-'));
  expect(names.toSorted()).toEqual([...options, 'json', 'help', 'version'].toSorted());
  expect(Math.max(...HELP.split('\n').map(line => line.length))).toBeLessThanOrEqual(85);
});

test.each(['sign-in', 'keep-password'])('%s is for one mailbox', command => {
  expect(readCommand([command, 'work'])).toMatchObject({ kind: command, mailbox: 'work' });
  for (const words of [[], ['a', 'b']])
    expect(() => readCommand([command, ...words])).toThrow(`${command} needs the name of one mailbox`);
});

test('revoke is for one user', () => {
  expect(readCommand(['revoke', 'jean@orange.fr'])).toMatchObject({ kind: 'revoke', user: 'jean@orange.fr' });
  for (const words of [[], ['a', 'b']])
    expect(() => readCommand(['revoke', ...words])).toThrow('revoke needs the name of one user');
});

test('--json is for users and status', () => {
  for (const kind of ['users', 'status']) {
    expect(readCommand([kind])).toMatchObject({ kind, json: false });
    expect(readCommand([kind, '--json'])).toMatchObject({ kind, json: true });
    expect(() => readCommand([kind, 'jean'])).toThrow('unexpected argument "jean"');
  }
  for (const words of [[], ['check'], ['revoke', 'jean'], ['install']])
    expect(() => readCommand([...words, '--json'])).toThrow('--json is for users and status: leave it out');
});

test('help and version', () => {
  expect(readCommand(['--help'])).toEqual({ kind: 'help' });
  expect(readCommand(['--version'])).toEqual({ kind: 'version' });
});

test.each<[string[], Record<string, string>, RegExp]>([
  [['--prot', '1'], {}, /^unknown option "--prot": see --help/],
  [['-p'], {}, /^unknown option "-p"/],
  [['--no-port'], {}, /^unknown option "--no-port"/],
  [['--__proto__=1'], {}, /^unknown option/],
  [['8080'], {}, /^unexpected argument "8080"/],
  [['--port'], {}, /^--port needs a value: give it a whole number from 0 to 65535$/],
  [['--port', '65536'], {}, /^--port is "65536": give it a whole number from 0 to 65535$/],
  [['--port', '-1'], {}, /^--port is "-1"/],
  [['--port='], {}, /^--port is ""/],
  [['--port', '8e3'], {}, /^--port is "8e3"/],
  [['--list', '0'], {}, /^--list is "0": give it a whole number from 1 to 200$/],
  [['--list', '201'], {}, /^--list is/],
  [['--deliver-every', '1.5'], {}, /^--deliver-every is "1.5"/],
  [['--deliver-every', 'a\nb'], {}, /^--deliver-every is "a\\nb"/],
  [['--help=yes'], {}, /^--help takes no value/],
  [['--host', 'mail.example.org'], {}, /^--host is "mail.example.org": give it an IP address/],
  [['--host', '127.1'], {}, /^--host is "127.1"/],
  [['--public-origin', 'mail.example.org'], {}, /^--public-origin is "mail.example.org": give it a scheme/],
  [['--public-origin', 'https://mail.example.org/mail'], {}, /^--public-origin is/],
  [['--public-origin', 'https://user@mail.example.org'], {}, /^--public-origin is/],
  [['--public-origin', 'ftp://mail.example.org'], {}, /^--public-origin is/],
  [['--public-origin', 'https://mail.example.org:443'], {}, /^--public-origin is/],
  [['--public-origin', 'https://'], {}, /^--public-origin is/],
  [['--tls-cert', 'a'], {}, /^TLS needs two files: give both --tls-cert and --tls-key/],
  [[], { FACTEUR_GATEWAY_TLS_KEY: 'a' }, /^TLS needs two files/],
  [['--allow-plain-http=no'], {}, /^--allow-plain-http takes no value/],
  [
    [],
    { FACTEUR_GATEWAY_ALLOW_PLAIN_HTTP: 'yes' },
    /^FACTEUR_GATEWAY_ALLOW_PLAIN_HTTP is "yes": give it the/,
  ],
  [
    ['--extension', 'https://evil.example/'],
    {},
    /^--extension is "https:\/\/evil.example\/": give it the address/,
  ],
  [['--extension', CHROME, '--extension', CHROME.toUpperCase()], {}, /^--extension is "ABC/],
  [[], { FACTEUR_GATEWAY_EXTENSION: `${CHROME},` }, /^FACTEUR_GATEWAY_EXTENSION is ""/],
  [['--state='], {}, /^--state is "": give it the path of a folder$/],
  [[], { FACTEUR_GATEWAY_PORT: 'x' }, /^FACTEUR_GATEWAY_PORT is "x": give it/],
  [[], { FACTEUR_GATEWAY_PROT: '1' }, /^unknown variable FACTEUR_GATEWAY_PROT: unset it/],
])('%j with %j is an error', (args, env, line) => {
  expect(refusalOf(args, env)).toMatch(line);
  expect(refusalOf(args, env)).not.toContain('\n');
});

test('install keeps its options for later starts, with absolute paths', () => {
  const command = readCommand(['install', '--config', 'a.toml', '--port=9000', '--demo', '--state', '~/s']);
  if (command.kind !== 'install') throw new Error(command.kind);
  expect(argumentsOf(command.given)).toEqual([
    '--config',
    resolve('a.toml'),
    '--port',
    '9000',
    '--demo',
    '--state',
    join(homedir(), 's'),
  ]);
});

test('uninstall takes no options', () => {
  expect(readCommand(['uninstall'])).toEqual({ kind: 'uninstall' });
  expect(() => readCommand(['uninstall', '--port', '1'])).toThrow(UsageError);
});
