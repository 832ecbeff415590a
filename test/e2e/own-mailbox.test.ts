import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../gateway/folder';
import { finish } from '../gateway/run-program';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail } from '../imap/mails';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
  await dovecot.setPassword('jean', 's3cret-of-jean');
  for (const subject of ['one', 'two']) await dovecot.deliver('jean', mail(subject));
});
afterAll(() => dovecot?.close());

async function options(...more: readonly string[]): Promise<string[]> {
  const ca = join(await temporaryFolder(), 'ca.pem');
  await writeFile(ca, dovecot.ca);
  const at = ['--host', '127.0.0.1', '--port', String(dovecot.imapsPort), '--user', 'jean', '--ca', ca];
  return ['src/launcher/start.js', '--imap', 'jean@example.org', ...at, '--headless', '--once', ...more];
}

it('asks for the password in a terminal without showing it, and again if it is wrong', async () => {
  const command = [process.execPath, ...(await options('--browser', 'chromium'))]
    .map(word => `'${word}'`)
    .join(' ');
  // script(1) provides a terminal.
  const program = spawn('script', ['-qec', command, '/dev/null']);
  let asked = 0;
  program.stdout.on('data', chunk => {
    // The prompt appears once the terminal's echo is off.
    if (!String(chunk).includes('Password of jean@example.org')) return;
    program.stdin.write(asked === 0 ? 'a wrong one\r' : 's3cret-of-jean\r');
    asked += 1;
  });
  const { code, out } = await finish(program);
  expect(out).toMatch(/doesn’t accept the password of jean: check user name and password/);
  expect(out).toMatch(/badge {9}2\r\n/);
  expect(out).toMatch(/title {9}jean@example\.org: 2 unread e-mails/);
  expect(out).toMatch(/row .* Jean Dupont: two\r\nrow .* Jean Dupont: one\r\n/);
  expect(out).not.toMatch(/s3cret|wrong one/);
  expect(code).toBe(0);
});

it('takes the password from a file, and fails without a file or a terminal', async () => {
  const words = await options('--json');
  const path = join(await temporaryFolder(), 'password');
  await writeFile(path, 's3cret-of-jean\n', { mode: 0o600 });
  const env = { ...process.env, FACTEUR_IMAP_PASSWORD_FILE: path };
  const { code, out } = await finish(spawn(process.execPath, words, { env }));
  expect(code).toBe(0);
  expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ badge: '2', notifications: [] });

  const nobody = await finish(spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] }));
  expect(nobody.code).toBe(2);
  expect(nobody.err).toMatch(/no terminal to ask for the password: set FACTEUR_IMAP_PASSWORD_FILE/);
});
