import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beginSetup, type Setup } from '../../../src/gateway/config/load';
import { readCommand } from '../../../src/gateway/config/options';
import { createConnections } from '../../../src/gateway/mailbox/imap/connections';
import { openOwnAccess } from '../../../src/gateway/run/open-own-access';
import { openProviders } from '../../../src/gateway/run/open-providers';
import { SILENT } from '../../../src/gateway/shared/log';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { NO_NETWORK } from '../finding/no-network';
import { temporaryFolder } from '../folder';
import { MAILBOX } from './load-text';

/** Reads the first text, as at the start, and then the second one, as at a reload. */
async function again(first: string, second: string) {
  const path = join(await temporaryFolder(), 'gateway.toml');
  const command = readCommand(['--config', path]);
  if (command.kind !== 'run') throw new Error(command.kind);
  const begin = async (text: string, running?: Setup) => {
    await writeFile(path, text, { mode: 0o600 });
    const begun = await beginSetup(command, {}, { finderWith: () => NO_NETWORK, running });
    return begun.finish();
  };
  return begin(second, await begin(first));
}

const PUBLIC = 'public-origin = "https://facteur.example.org"\n';
const PEOPLE = '[sign-in]\ndomains = ["example.org"]\n';

test.each([
  ['an empty file', PUBLIC + PEOPLE, ''],
  ['a file of comments', PUBLIC + PEOPLE, '# public-origin = "https://facteur.example.org"\n'],
  ['a file without people', PUBLIC + PEOPLE, PUBLIC],
  ['a file without mailboxes', `${PUBLIC}${MAILBOX}password = "s3cret"\n`, PUBLIC],
  ['no people, on this computer alone', PEOPLE, 'list = 5\n'],
])('%s in place of one with people is refused', async (_what, first, second) => {
  await expect(again(first, second)).rejects.toThrow(
    /gateway\.toml (?:has no setting any more|says no more who may sign in)/,
  );
});

test('a public gateway stays one, whatever the file says of its address: every domain may not sign in', async () => {
  await expect(again(PUBLIC + PEOPLE, '[sign-in]\n')).rejects.toThrow(/others can reach this gateway/);
  await expect(again(`host = "0.0.0.0"\n${PEOPLE}`, '[sign-in]\n')).rejects.toThrow(/others can reach/);
});

test('a public gateway whose file has lost its address offers no demo, and people name no servers', async () => {
  const setup = await again(PUBLIC + PEOPLE, PEOPLE);
  expect(setup.demo).toBe(false);
  const providers = openProviders(setup, createMemoryStore(), SILENT);
  expect(openOwnAccess(setup, providers, createConnections(), () => 20, SILENT)?.mayCorrect).toBe(false);
});

test('address, port and TLS stay those of the start; the rest is new', async () => {
  const tls = 'tls-cert = "/new.pem"\ntls-key = "/new.key"\n';
  const { options, written } = await again(
    `port = 9000\n${PUBLIC}${PEOPLE}`,
    `port = 9001\nhost = "0.0.0.0"\nlist = 7\n${tls}${PEOPLE}`,
  );
  expect(options).toMatchObject({ port: 9000, host: '127.0.0.1', list: 7, tls: undefined });
  expect(options.publicOrigin).toBe('https://facteur.example.org');
  expect(written).toMatchObject({ port: 9001, host: '0.0.0.0', publicOrigin: undefined });
});

test('a renewed certificate may have other files', async () => {
  const tls = (name: string) => `tls-cert = "/${name}.pem"\ntls-key = "/${name}.key"\n`;
  expect((await again(tls('old'), tls('new'))).options.tls?.cert).toBe('/new.pem');
  expect((await again(tls('old'), 'list = 7\n')).options.tls?.cert).toBe('/old.pem');
});
