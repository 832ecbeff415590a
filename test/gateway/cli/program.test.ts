import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { finish, installProgram, originOf, type Program, tokenOf } from '../run-program';
import { freePort, send } from '../send';

let program: Program;
beforeAll(async () => {
  program = await installProgram();
});
afterAll(() => program.remove());

const startWith = (env: Record<string, string>, ...args: string[]) => program.start(env, ...args);

const start = (...args: string[]) =>
  startWith({ FACTEUR_GATEWAY_STATE: join(program.folder, 'state') }, ...args);

test('a wrong argument gives one line and exit code 2', async () => {
  expect(await finish(start('--port', 'x'))).toEqual({
    code: 2,
    out: '',
    err: 'facteur-gateway: --port is "x": give it a whole number from 0 to 65535\n',
  });
});

test('help and version are printed', async () => {
  const [help, version] = await Promise.all([finish(start('--help')), finish(start('--version'))]);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--deliver-every') });
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('it prints its addresses, fails on a port in use, and stops on a signal', async () => {
  const gateway = start('--port', '0');
  const finished = finish(gateway);
  const origin = await originOf(gateway);
  expect((await fetch(origin)).status).toBe(200);

  const second = await finish(start('--port', new URL(origin).port));
  expect(second).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^facteur-gateway: port \d+ is in use: .*--port/),
  });

  gateway.kill('SIGTERM');
  expect(await finished).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      `^Home page:    ${origin}/
API address:  ${origin}/PersonalMessages/V2
Sign-in page: ${origin}/sign-in
API Manager:  ${origin}/manager\\?key=\\S+
Next:         in Facteur’s settings, add an account with ${origin}, then sign in with the e-mail address and password of your mailbox
Demo mailbox: sign in as demo, password demo
$`,
    ),
    err: '',
  });
});

async function answerFor(origin: string, token: string): Promise<string> {
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoSMS', token });
  return (await fetch(`${origin}/PersonalMessages/V2?${query}`)).text();
}

test('a link of the command “manager” opens the API Manager of the running gateway', async () => {
  const options = ['--port', String(await freePort()), '--state', join(await temporaryFolder(), 'state')];
  const gateway = startWith({}, ...options);
  const finished = finish(gateway);
  await originOf(gateway);
  const { out, code } = await finish(startWith({}, 'manager', ...options));
  expect(code).toBe(0);
  expect((await send(out.trim(), {})).status).toBe(303);
  expect((await send(out.trim(), {})).status).toBe(403);
  gateway.kill('SIGTERM');
  await finished;
});

test('a state folder is for one gateway, and a token stays valid after a restart', async () => {
  const state = join(await temporaryFolder(), 'state');
  const gateway = startWith({}, '--port', '0', '--state', state);
  const finished = finish(gateway);
  const token = await tokenOf(await originOf(gateway));
  const other = await finish(startWith({}, '--port', '0', '--state', state));
  expect(other).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining(`another gateway (process ${gateway.pid}) uses the state folder ${state}: `),
  });
  gateway.kill('SIGTERM');
  const ended = [other, await finished];
  const key = (await readFile(join(state, 'key'), 'utf8')).trim();
  for (const { out, err } of ended) {
    for (const secret of [token, key]) expect(out + err).not.toContain(secret);
  }

  const third = startWith({ XDG_STATE_HOME: join(state, '..'), FACTEUR_GATEWAY_STATE: state }, '--port=0');
  const thirdFinished = finish(third);
  expect(await answerFor(await originOf(third), token)).toContain('<NoSMS>1</NoSMS>');
  third.kill('SIGTERM');
  await thirdFinished;
});

test('the default state folder follows the system’s rules', async () => {
  const home = await temporaryFolder();
  const gateway = startWith({ XDG_STATE_HOME: home, HOME: home, LOCALAPPDATA: home }, '--port', '0');
  const finished = finish(gateway);
  await originOf(gateway);
  gateway.kill('SIGTERM');
  await finished;
  const inside = process.platform === 'darwin' ? 'Library/Application Support/facteur' : 'facteur';
  expect((await stat(join(home, inside, 'key'))).size).toBe(44);
});

const CHOICES: ReadonlyArray<[string[], RegExp]> = [
  [['--host', '0.0.0.0'], /^facteur-gateway: others can reach this gateway, and everybody could sign in/],
  [
    ['--demo', '--host', '0.0.0.0'],
    /^facteur-gateway: 0\.0\.0\.0 can be reached from other machines.*--tls-cert/,
  ],
  [['--demo', '--host', '::', '--allow-plain-http'], /^facteur-gateway: :: can be reached .*--public-origin/],
  [
    ['--demo', '--host', '127.0.0.1', '--public-origin', 'http://mail.example.org'],
    /--allow-plain-http too\n$/,
  ],
  [
    ['--tls-cert', '/none', '--tls-key', '/none'],
    /^facteur-gateway: can’t read \/none \(ENOENT\): give --tls/,
  ],
  [['--state', '/dev/null'], /^facteur-gateway: \/dev\/null is not a folder: .*--state\n$/],
];

test('an unsafe or unusable option gives one line and exit code 1', async () => {
  const state = join(await temporaryFolder(), 'state');
  await mkdir(state, { mode: 0o700 });
  await chmod(state, 0o777);
  const all = [
    ...CHOICES,
    [['--state', state], /^facteur-gateway: other users may write to the folder/] as const,
  ];
  const ended = await Promise.all(all.map(([args]) => finish(start('--port', '0', ...args))));
  for (const [i, [, line]] of all.entries()) {
    expect(ended[i]).toEqual({ code: 1, out: '', err: expect.stringMatching(line) });
    expect(ended[i]?.err.match(/\n/g)).toHaveLength(1);
  }
});

test('with TLS it serves other machines under its public name, and warns about the demo’s password', async () => {
  const { cert, key, pem } = await selfSigned(await temporaryFolder());
  const port = String(await freePort());
  const publicOrigin = `https://mail.example.org:${port}`;
  const tls = ['--demo', '--tls-cert', cert, '--tls-key', key];
  const gateway = start('--port', port, '--host', '0.0.0.0', '--public-origin', publicOrigin, ...tls);
  const finished = finish(gateway);
  expect(await originOf(gateway)).toBe(publicOrigin);
  const ask = (host: string) => send(`https://127.0.0.1:${port}/sign-in`, { ca: pem, headers: { host } });
  expect((await ask(`mail.example.org:${port}`)).status).toBe(200);
  expect((await ask(`127.0.0.1:${port}`)).status).toBe(403);
  gateway.kill('SIGTERM');
  const { code, out, err } = await finished;
  expect(code).toBe(0);
  expect(out).toContain(`\nListens at:   0.0.0.0:${port}\n`);
  expect(err.split('\n')[0]).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z warn {2}anyone who can reach this gateway can sign in/,
  );
});
