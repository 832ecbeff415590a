import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { parse } from 'smol-toml';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../gateway/folder';
import { originOf, tokenOf } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import { unpack } from '../imap/unpack';
import { giveToOwner, owner } from '../imap/unprivileged';
import { NODE_OPTIONS } from './node-options';

const FOLDER = 'src/deploy/container';
const CONTAINERFILE = await readFile(`${FOLDER}/Containerfile`, 'utf8');
const COMPOSE = await readFile(`${FOLDER}/compose.yaml`, 'utf8');
const [, LAST_STAGE = ''] = CONTAINERFILE.split(/^FROM .*:nonroot$/m);

const run = promisify(execFile);

/** Every system has these. */
const USUAL = ['base64', 'cat', 'chmod', 'dirname', 'head', 'mkdir', 'od', 'sed', 'tr'];

/** Caddy 2, PostgreSQL 17, Node.js 24: a name with a number, which isn’t "latest". */
const MAJOR = /^[\w./-]*\/(?:\w+:\d+-[\w-]+|nodejs\d+-debian\d+:nonroot)$/;

describe('the Containerfile', () => {
  test('has no faults that a linter knows', () => {
    expect(validate(CONTAINERFILE)).toEqual([]);
  });

  test('names each image with its major version', () => {
    const images = [...CONTAINERFILE.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(MAJOR);
  });

  test('its last stage copies only what was built, runs nothing, and isn’t root', () => {
    const instructions = LAST_STAGE.match(/^[A-Z]+(?: --from=build)?/gm) ?? [];
    expect(instructions.filter(it => /^(?:COPY|ADD|RUN)/.test(it))).toEqual([
      'COPY --from=build',
      'COPY --from=build',
    ]);
    expect(LAST_STAGE).toMatch(/^USER 65532:65532$/m);
    const [, entryPoint = '[]'] = /^ENTRYPOINT (.*)$/m.exec(LAST_STAGE) ?? [];
    expect(JSON.parse(entryPoint)).toEqual([
      '/nodejs/bin/node',
      ...NODE_OPTIONS,
      '/facteur/facteur-gateway.mjs',
    ]);
  });

  test.each([
    ['healthy while the gateway lives', 200, 0],
    ['unhealthy when it says no', 503, 1],
    ['unhealthy when it doesn’t answer', undefined, 1],
  ])('is %s', async (_what, status, code) => {
    const port = status === undefined ? await freePort() : await answerLive(status);
    const [, json = '[]'] = /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(LAST_STAGE) ?? [];
    const [, ...args]: string[] = JSON.parse(json.replace('9337', String(port)));
    expect(args[0]).toBe('-e');
    const check = spawn(process.execPath, args);
    expect(await once(check, 'exit')).toEqual([code, null]);
  });

  test('its steps give a program that answers the API to an unprivileged user', async () => {
    const folder = await temporaryFolder();
    const ignore = await readFile(`${FOLDER}/Containerfile.dockerignore`, 'utf8');
    const wanted = [...ignore.matchAll(/^!(.+)$/gm)].map(([, path = '']) => path);
    for (const path of wanted) await cp(path, join(folder, path), { recursive: true });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const [, build = ''] = /^RUN (npx vite build .*?) &&/m.exec(CONTAINERFILE) ?? [];
    await run('sh', ['-c', build], { cwd: folder });
    const state = await temporaryFolder();
    await giveToOwner(state);
    await chmod(folder, 0o755);
    const program = join(folder, 'dist/gateway/facteur-gateway.mjs');
    const env = { FACTEUR_GATEWAY_STATE: join(state, 'facteur'), HOME: state };
    const gateway = spawn(process.execPath, [program, '--demo', '--port', '0'], { env, ...owner });
    onTestFinished(() => void gateway.kill('SIGKILL'));
    const origin = await originOf(gateway);
    const query = { action: 'getPersonalMessages', infos: 'NoUnReadMails', token: await tokenOf(origin) };
    const answer = await fetch(`${origin}/PersonalMessages/V2?${new URLSearchParams(query)}`);
    expect(await answer.text()).toMatch(/<NoUnReadMails>\d+<\/NoUnReadMails>/);
  });
});

async function answerLive(status: number): Promise<number> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/live' ? status : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('the Compose file', () => {
  test('has no faults by the Compose specification’s schema, and no others that a linter knows', () => {
    // Caddy is for the public, and Compose both names and builds an image.
    const rules = {
      'no-unbound-port-interfaces': 0,
      'service-keys-order': 0,
      'services-alphabetical-order': 0,
      'require-quotes-in-ports': 0,
    } as const;
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    expect(linter.lintFiles([`${FOLDER}/compose.yaml`], false).flatMap(({ messages }) => messages)).toEqual(
      [],
    );
  });

  test('names each image with its major version', () => {
    const images = [...COMPOSE.matchAll(/^\s+image: (\S+)$/gm)].map(([, image]) => image);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(MAJOR);
  });

  test('has secrets only in files, and only the proxy has ports for others', () => {
    expect(COMPOSE).not.toMatch(/PASSWORD(?!_FILE)/);
    expect(COMPOSE.match(/^ {4}ports:/gm)).toHaveLength(1);
  });

  test('lets the gateway trust the proxy alone, in the only network that they share', async () => {
    const networksOf = (service: string) => {
      const text =
        new RegExp(`^  ${service}:\\n[^]*?^    networks:\\n((?: {6}.*\\n)+)`, 'm').exec(COMPOSE)?.[1] ?? '';
      return {
        names: [...text.matchAll(/^ {6}(\w+)/gm)].map(([, name]) => name),
        address: /front:\n(?: +#.*\n)? +ipv4_address: (\S+)/.exec(text)?.[1],
      };
    };
    const [gateway, proxy] = [networksOf('gateway'), networksOf('proxy')];
    expect(gateway.names.filter(name => proxy.names.includes(name))).toEqual(['front']);
    const settings = parse(await readFile(`${FOLDER}/gateway.toml`, 'utf8'));
    expect(settings).toMatchObject({ host: gateway.address, 'trusted-proxies': [proxy.address] });
  });

  test('is set up once, with files for the gateway’s user alone', async () => {
    const folder = await temporaryFolder();
    await cp(FOLDER, folder, { recursive: true });
    // Only root may give files away.
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/chown'), '#!/bin/sh\necho "$@" > chown\n', { mode: 0o755 });
    // No other program is needed.
    for (const program of USUAL) await symlink(`/usr/bin/${program}`, join(folder, 'bin', program));
    const env = { PATH: join(folder, 'bin') };
    const setUp = (...host: readonly string[]) =>
      spawnSync('/bin/sh', [join(folder, 'set-up'), ...host], { env, encoding: 'utf8' });
    for (const wrong of [[], ['https://mail.example.com'], ['mail.example.com/&']])
      expect(setUp(...wrong)).toMatchObject({ status: 2, stderr: expect.stringContaining('give the name') });
    expect(setUp('mail.example.com')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const text = (path: string) => readFile(join(folder, path), 'utf8');
    expect(await text('chown')).toBe('-R 65532:65532 config\n');
    for (const path of ['gateway.toml', 'key', 'database-url'])
      expect((await stat(join(folder, 'config', path))).mode & 0o777).toBe(0o600);
    const password = await text('secrets/database-password');
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    expect(await text('config/database-url')).toBe(
      `postgresql://facteur:${password}@database/facteur?sslmode=disable\n`,
    );
    expect(await text('.env')).toBe('FACTEUR_HOST=mail.example.com\n');
    expect(await text('config/gateway.toml')).toContain('public-origin = "https://mail.example.com"\n');
    expect(Buffer.from(await text('config/key'), 'base64url')).toHaveLength(32);
    const before = await text('config/key');
    expect(setUp('mail.example.com')).toMatchObject({ status: 1 });
    expect(await text('config/key')).toBe(before);
  });
});

test('Caddy accepts its file', async () => {
  const folder = await temporaryFolder();
  await unpack(['caddy'], folder);
  const args = ['validate', '--adapter', 'caddyfile', '--config', resolve(FOLDER, 'Caddyfile')];
  const env = { HOME: folder, FACTEUR_HOST: 'facteur.example.org' };
  const { stderr, stdout } = await run(join(folder, 'usr/bin/caddy'), args, { env });
  expect(stderr + stdout).toContain('Valid configuration');
});
