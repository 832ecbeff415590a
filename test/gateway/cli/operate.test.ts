import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openAdmin } from '../../../src/gateway/admin/admin';
import { printStatus, printUsers, revoke } from '../../../src/gateway/cli/operate';
import { type Options, readOptions } from '../../../src/gateway/config/options';
import { SILENT } from '../../../src/gateway/shared/log';
import { openStore } from '../../../src/gateway/store/open-store';
import type { Store } from '../../../src/gateway/store/store';
import { temporaryFolder } from '../folder';
import { freePort } from '../send';

const DAY = 24 * 60 * 60 * 1000;

const lines: string[] = [];
const errors: string[] = [];
const print = (line: string) => void lines.push(line);

let options: Options;
/** Of a gateway that runs beside the commands. */
let store: Store;
beforeEach(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation(text => errors.push(String(text)) > 0);
  options = { ...readOptions(new Map(), {}), state: join(await temporaryFolder(), 'state') };
  store = await openStore({ ...options, isGateway: true });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  lines.length = 0;
  errors.length = 0;
});

async function signIn(user: string): Promise<void> {
  const token = { user, service: 'facteur', ends: Date.now() + 29 * DAY };
  await store.tokens.change(user, () => ({ record: new Map([['a hash', token]]), result: undefined }));
}

test('users are listed beside a running gateway', async () => {
  await signIn('zoe@example.org');
  await signIn('jean@example.org');
  await printUsers(options, false, print);
  const day = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  expect(lines.slice(1)).toEqual([`jean@example.org  1       ${day}`, `zoe@example.org   1       ${day}`]);
});

test('a revocation is for the address in any case and at any server, and for nobody else', async () => {
  const OTHER = 'jean@example.org (mail.example.net:993, tls)';
  for (const user of ['jean@example.org', OTHER, 'jean@example.org.example.net']) await signIn(user);
  await revoke(options, 'Jean@Example.org', print);
  const ENDED = 'ended 1 token, 0 browser sessions, 0 sign-ins at providers, and all links';
  expect(lines).toEqual([
    `jean@example.org: ${ENDED}`,
    `${OTHER}: ${ENDED}`,
    expect.stringMatching(/^jean@example\.org\.example\.net: not ended\. /),
    'They can sign in again as long as the mail server or the provider accepts them.',
  ]);
  expect(await store.tokens.get('jean@example.org')).toBeUndefined();
  expect(await store.tokens.get(OTHER)).toBeUndefined();
  expect(await store.generations.get('jean@example.org')).toBe(1);
  expect((await store.tokens.get('jean@example.org.example.net'))?.size).toBe(1);
  expect(errors.filter(line => line.includes('revocation by operator'))).toHaveLength(2);
});

test('a revocation knows an address with its domain in Unicode', async () => {
  await signIn('anna@xn--bcher-kva.example');
  expect(await revoke(options, 'Anna@bücher.example', print)).toBe(true);
  expect(lines[0]).toMatch(/^anna@xn--bcher-kva\.example: ended 1 token, /);
  expect(await store.tokens.get('anna@xn--bcher-kva.example')).toBeUndefined();
});

test('a revocation names users who may have the same mailbox under another domain', async () => {
  for (const user of ['jean@example.org', 'jean@example.com', 'zoe@example.com', 'jean', 'jeann'])
    await signIn(user);
  await revoke(options, 'jean@example.org', print);
  expect(lines.filter(line => line.includes('not ended')).toSorted()).toEqual([
    'jean: not ended. If the mail server has one mailbox for both names, revoke this one, too',
    'jean@example.com: not ended. If the mail server has one mailbox for both names, revoke this one, too',
  ]);
  expect(await store.tokens.get('jean@example.com')).toBeDefined();
});

test('a revocation of somebody who has nothing says so, and ends links all the same', async () => {
  expect(await revoke(options, 'nobody@example.org', print)).toBe(false);
  expect(lines).toEqual([
    'no such user: nobody@example.org has no token, browser session or sign-in at a provider',
  ]);
  expect(await store.generations.get('nobody@example.org')).toBe(1);
});

test('without an admin address, the status says whether a gateway has the state folder', async () => {
  await signIn('jean@example.org');
  expect(await printStatus(options, false, print)).toBe(true);
  expect(lines).toEqual(['Gateway:    runs', 'Store:      1 user, 1 token']);
  await store.close();
  expect(await printStatus(options, true, print)).toBe(false);
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ running: false, store: 'ok', users: 1, tokens: 1 });
});

test('with an admin address, the status is what the gateway says there', async () => {
  const admin = await openAdmin({ address: '127.0.0.1:0', log: SILENT });
  onTestFinished(() => admin.close());
  const asked = { ...options, admin: admin.at.replace('http://', '') };
  expect(await printStatus(asked, false, print)).toBe(false);
  expect(lines[0]).toMatch(/^Gateway: {4}is starting, version/);
  admin.setPhase('ready');
  expect(await printStatus(asked, true, print)).toBe(true);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ running: true, ready: true });
});

test('without a gateway and a database, the status says both', async () => {
  const databaseUrl = `postgresql://facteur:s3cret@127.0.0.1:${await freePort()}/facteur`;
  const asked = { ...options, databaseUrl, admin: `127.0.0.1:${await freePort()}` };
  expect(await printStatus(asked, false, print)).toBe(false);
  expect(lines[0]).toBe('Gateway:    doesn’t run');
  expect(lines[1]).toMatch(
    /^Store: {6}the database 127\.0\.0\.1:\d+\/facteur can’t be used \(ECONNREFUSED\): start it/,
  );
  expect(errors).toEqual(['facteur-gateway: waiting for the database …\n']);
  await printStatus(asked, true, print);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ running: false, store: 'away' });
  expect(lines.join('\n')).not.toContain('s3cret');
});
