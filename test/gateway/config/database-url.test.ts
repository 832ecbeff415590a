import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSetup } from '../../../src/gateway/config/load';
import { readCommand } from '../../../src/gateway/config/options';
import { temporaryFolder } from '../folder';

const ADDRESS = 'postgresql://facteur:s3cret@db.example.org/facteur';

async function addressIn(args: readonly string[], env: Record<string, string> = {}) {
  const command = readCommand(['--demo', ...args]);
  if (command.kind !== 'run') throw new Error(command.kind);
  return (await loadSetup(command, env)).options.databaseUrl;
}

async function fileWith(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'database-url');
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

test('the database’s address can be in a variable or a file', async () => {
  const file = await fileWith(`${ADDRESS}\n`);
  expect(await addressIn([], { FACTEUR_GATEWAY_DATABASE_URL: ADDRESS })).toBe(ADDRESS);
  expect(await addressIn(['--database-url-file', file])).toBe(ADDRESS);
  expect(await addressIn([], { FACTEUR_GATEWAY_DATABASE_URL_FILE: file })).toBe(ADDRESS);
  expect(await addressIn(['--database-url', 'postgresql:///facteur'])).toBe('postgresql:///facteur');
});

test.each([
  [['--database-url', ADDRESS], {}, /other users can see the password in --database-url/],
  [
    ['--database-url', 'postgresql://db.example.org/facteur?user=x&password=s3cret'],
    {},
    /other users can see/,
  ],
  [[], { FACTEUR_GATEWAY_DATABASE_URL: 'mysql://s3cret@x' }, /DATABASE_URL can’t be used: give it/],
  [['--database-url-file', '/none'], {}, /there is no database-url file \/none/],
  [
    ['--database-url-file', '/none'],
    { FACTEUR_GATEWAY_DATABASE_URL: ADDRESS },
    /leave out database-url or database-url-file/,
  ],
])('an address that can’t be used is not in the error: %j %j', async (args, env, message) => {
  const error = await addressIn(args, env as Record<string, string>).catch(it => it);
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('s3cret');
});

test('a file with another text is refused without quoting it', async () => {
  const file = await fileWith('s3cret');
  const error = await addressIn(['--database-url-file', file]).catch(it => it);
  expect(error.message).toBe(
    `the database-url file ${file} can’t be used: put on its first line the address of a PostgreSQL database, such as postgresql://facteur@db.example.org/facteur?sslmode=verify-full; in a password, write / as %2F, # as %23, @ as %40 and % as %25`,
  );
});
