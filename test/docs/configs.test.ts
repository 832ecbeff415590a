import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadSetup } from '../../src/gateway/config/load';
import { readCommand } from '../../src/gateway/config/options';
import { readKey } from '../../src/gateway/state/key-file';
import { NO_NETWORK } from '../gateway/finding/no-network';
import { temporaryFolder } from '../gateway/folder';
import { PAGES } from './pages';

const FILES = ['database-url', 'key', 'master.secret', 'company.secret'];
const CONTENT: Readonly<Record<string, string>> = {
  'database-url': 'postgresql://facteur:password@db.example.org/facteur?sslmode=verify-full',
};

/** Reads a config file as the gateway does. Rejects with its error if it would refuse to start. */
async function load(text: string) {
  const folder = join(await temporaryFolder(), 'etc');
  await mkdir(folder);
  for (const name of FILES)
    await writeFile(join(folder, name), CONTENT[name] ?? `content of ${name}`, { mode: 0o600 });
  const path = join(folder, 'gateway.toml');
  await writeFile(path, text.replaceAll('/etc/facteur', folder), { mode: 0o600 });
  const command = readCommand(['--config', path]);
  if (command.kind !== 'run') throw new Error(command.kind);
  return loadSetup(command, {}, () => NO_NETWORK);
}

const page = PAGES.get('docs/organisations.md') ?? '';
const examples = [...page.matchAll(/^```toml\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('the gateway accepts', () => {
  test('the examples for organisations', async () => {
    expect(examples).toHaveLength(3);
    for (const text of examples)
      expect((await load(text)).options.publicOrigin).toBe('https://facteur.example.org');
  });

  test('a key that was written as after a theft', async () => {
    const [, command = ''] = /^ +sudo (sh -c ".*")$/m.exec(page) ?? [];
    const key = join(await temporaryFolder(), 'key');
    await writeFile(key, 'the old one', { mode: 0o600 });
    await promisify(exec)(command.replace('/etc/facteur/key', key));
    expect(await readKey(key, '')).toHaveLength(32);
  });

  test('the config file of the Compose file', async () => {
    const text = readFileSync('src/deploy/container/gateway.toml', 'utf8');
    const { options } = await load(text);
    expect(options).toMatchObject({ host: '10.83.37.3', allowPlainHttp: true, logFormat: 'json' });
  });

  test('the config file of the Debian package, as it is and with all its suggestions', async () => {
    const text = readFileSync('src/deploy/debian/gateway.toml', 'utf8');
    expect((await load(text)).options.admin).toBe('127.0.0.1:9337');
    const { options } = await load(text.replaceAll(/^# (\[?[\w-]+(?:\]| = .*))$/gm, '$1'));
    expect(options).toMatchObject({
      publicOrigin: 'https://facteur.example.org',
      trustedProxies: ['127.0.0.1'],
    });
    expect(options.databaseUrl).toContain('db.example.org');
  });
});
