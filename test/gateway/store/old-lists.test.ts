import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOrCreateKey } from '../../../src/gateway/state/key-file';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { SVG } from './logo';
import { temporaryStore } from './temporary';

const open = (state: string) => temporaryStore({ state });

const write = (folder: string, name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content), {
    mode: 0o600,
  });

const TOKEN = { user: 'anna', service: 'facteur', ends: 4e12, session: 's', sealed: 'x', grant: 'g' };
const GRANT = { id: 'one', user: 'anna', provider: 'company', sealed: 'x', usedAt: 4e12 };
const SERVICE = {
  id: 'stats-1',
  name: 'Stats',
  logo: Buffer.from(SVG).toString('base64'),
  infos: ['NoSMS'],
  redirects: [],
  standing: 'approved',
  passwordHash: 'hash',
};

/** A file of each kind, as the version before 1.1.0 wrote it. */
async function writeLists(folder: string): Promise<void> {
  await write(folder, 'tokens.json', {
    version: 1,
    tokens: [
      { id: 'one', ...TOKEN },
      { id: 'two', user: 'bert', service: 'stats', ends: 5e12 },
      { id: 'three', ...TOKEN, ended: true },
    ],
  });
  await write(folder, 'consents.json', {
    version: 2,
    users: [
      { user: 'anna', service: 'facteur', refused: true, choices: { NoSMS: 'once' } },
      { user: 'anna', service: 'stats', refused: false, choices: {} },
    ],
  });
  await write(folder, 'generations.json', { version: 1, users: [{ user: 'anna', generation: 2 }] });
  await write(folder, 'reader.json', { version: 1, users: [{ user: 'anna', readOnOpen: false }] });
  await write(folder, 'last-asked.json', {
    version: 1,
    calls: [{ user: 'anna', service: 'stats', at: 5, infos: ['NoSMS'] }],
  });
  await write(folder, 'grants.json', { version: 1, grants: [GRANT, { ...GRANT, id: 'two', setUp: true }] });
  await write(folder, 'services.json', { version: 1, services: [SERVICE] });
  await write(folder, 'signed-out.json', { version: 1, sessions: [{ id: 's', ends: 5 }] });
}

async function expectRecords(folder: string): Promise<void> {
  const store = await open(folder);
  expect([...((await store.tokens.get('anna')) ?? [])]).toEqual([
    ['one', TOKEN],
    ['three', { ...TOKEN, ended: true }],
  ]);
  expect([...((await store.tokens.get('bert')) ?? [])]).toEqual([
    ['two', { user: 'bert', service: 'stats', ends: 5e12 }],
  ]);
  expect([...((await store.consents.get('anna')) ?? [])]).toEqual([
    ['facteur', { refused: true, choices: new Map([['NoSMS', 'once']]) }],
    ['stats', { refused: false, choices: new Map() }],
  ]);
  expect(await store.generations.get('anna')).toBe(2);
  expect(await store.readOnOpen.get('anna')).toBe(false);
  expect(await store.calls.get('anna')).toEqual(new Map([['stats', { at: 5, infos: ['NoSMS'] }]]));
  const { id: _id, ...grant } = GRANT;
  expect(await store.grants.get('one')).toEqual(grant);
  expect((await store.grants.get('two'))?.setUp).toBe(true);
  expect((await store.services.get('stats-1'))?.logo).toEqual({
    type: 'image/svg+xml',
    content: Buffer.from(SVG),
  });
}

const listsIn = async (folder: string) => (await readdir(folder)).filter(name => name.endsWith('.json'));

describe('the lists that a former version has written', () => {
  test('are stored as records, and kept as files beside them', async () => {
    const folder = await temporaryFolder();
    await writeLists(folder);
    const before = await readFile(join(folder, 'tokens.json'), 'utf8');
    await expectRecords(folder);
    expect(await listsIn(folder)).toEqual([]);
    expect(await readFile(join(folder, 'tokens.json.old'), 'utf8')).toBe(before);
    await expectRecords(folder);
  });

  test('stay as they are for a command: the former version may run', async () => {
    const folder = await temporaryFolder();
    await readOrCreateKey(join(folder, 'key'), '');
    await writeLists(folder);
    const before = await readdir(folder);
    await expect(openStore({ state: folder, isCommand: true })).rejects.toThrow(
      `the records in ${folder} are of a former version: start this version of the gateway first`,
    );
    expect(await readdir(folder)).toEqual(before);
  });

  test('are stored once, however often that was broken off, and never replace what is newer', async () => {
    const folder = await temporaryFolder();
    await writeLists(folder);
    const store = await open(folder);
    await store.generations.change('anna', () => ({ record: 3, result: undefined }));
    // Killed before the files were renamed.
    for (const name of await readdir(folder))
      if (name.endsWith('.old')) await rename(join(folder, name), join(folder, name.slice(0, -4)));
    const again = await open(folder);
    expect(await again.generations.get('anna')).toBe(3);
    expect((await again.tokens.get('anna'))?.size).toBe(2);
    expect(await listsIn(folder)).toEqual([]);
  });

  test('are stored by two processes that start at once', async () => {
    const folder = await temporaryFolder();
    await writeLists(folder);
    await Promise.all([open(folder), open(folder), open(folder)]);
    await expectRecords(folder);
  });

  test('may be those of version 1.0.0, whose consents are about Facteur', async () => {
    const folder = await temporaryFolder();
    const users = [
      { user: 'demo', refused: false, withheld: ['NoSMS'] },
      { user: 'anna', refused: true, withheld: [] },
    ];
    await write(folder, 'consents.json', { version: 1, users });
    const store = await open(folder);
    const demo = (await store.consents.get('demo'))?.get('facteur');
    expect([demo?.refused, demo?.choices.get('NoSMS'), demo?.choices.get('NoEMails')]).toEqual([
      false,
      'withheld',
      'allowed',
    ]);
    expect((await store.consents.get('anna'))?.get('facteur')?.refused).toBe(true);
  });

  test('of which one is damaged keep the gateway from starting, and nothing changes', async () => {
    const folder = await temporaryFolder();
    await writeLists(folder);
    await write(folder, 'services.json', { version: 1, services: [{ ...SERVICE, standing: 'good' }] });
    await expect(openStore({ state: folder })).rejects.toThrow(
      /^the service file \S+ is damaged: restore it/,
    );
    expect(await listsIn(folder)).toHaveLength(8);
    expect(await readdir(join(folder, 'tokens'))).toEqual([]);
  });
});
