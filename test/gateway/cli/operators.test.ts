import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAdmin } from '../../../src/gateway/admin/admin';
import { askAdmin } from '../../../src/gateway/admin/ask-admin';
import { type Found, foundText, healthText } from '../../../src/gateway/cli/status';
import { usersText } from '../../../src/gateway/cli/users';
import { SILENT } from '../../../src/gateway/shared/log';
import { temporaryFolder } from '../folder';
import { NOON } from '../noon';
import { freePort } from '../send';

const codeOf = (user: string) => `code of ${user}`;

test('users are a table for people and JSON for programs', () => {
  const users = [
    { user: 'jean.dupont@orange.fr', tokens: 12, usedAt: NOON },
    { user: 'zoe', tokens: 1, usedAt: NOON - 86_400_000 },
  ];
  expect(usersText(users, false, codeOf)).toEqual([
    'User                   Tokens  Last used',
    `jean.dupont@orange.fr  12      ${new Date(NOON).toISOString().slice(0, 10)}`,
    `zoe                    1       ${new Date(NOON - 86_400_000).toISOString().slice(0, 10)}`,
  ]);
  const [json = '', ...rest] = usersText(users, true, codeOf);
  expect(rest).toEqual([]);
  expect(JSON.parse(json)[1]).toEqual({
    user: 'zoe',
    code: 'code of zoe',
    tokens: 1,
    usedAt: new Date(NOON - 86_400_000).toISOString().slice(0, 10),
  });
  expect(usersText([], false, codeOf)).toEqual(['Nobody has a token.']);
  expect(usersText([], true, codeOf)).toEqual(['[]']);
});

test('the status is what the admin listener says', async () => {
  const admin = await openAdmin({
    address: join(await temporaryFolder(), 'admin'),
    log: SILENT,
    now: () => NOON,
  });
  admin.setPhase('ready');
  admin.setStore({ isAway: () => true });
  admin.metrics.sources.mailboxes = () => ({ connected: 4, 'signing-in': 2 });
  admin.metrics.sources.queue = () => 7;
  const health = await askAdmin(admin.at);
  await admin.close();
  if (health === undefined) throw new Error('no answer');
  expect(healthText(health, false)).toEqual([
    expect.stringMatching(`^Gateway:    ready, version .*, since ${new Date(NOON).toISOString()}$`),
    'Store:      can’t be reached; the gateway goes on with what it knows',
    'Mailboxes:  4 connected, 2 signing in',
    'In queue:   7',
  ]);
  expect(JSON.parse(healthText(health, true)[0] ?? '')).toMatchObject({
    running: true,
    ready: true,
    store: 'away',
    mailboxes: { connected: 4, 'signing-in': 2 },
    queue: 7,
  });
  expect(await askAdmin(admin.at)).toBeUndefined();
});

test('without an answer, the status is what the folder and the store show', () => {
  const kept = { users: 3, tokens: 1 };
  const textOf = (running: Found['running']) => foundText({ running, kept }, false);
  expect(textOf(true)).toEqual(['Gateway:    runs', 'Store:      3 users, 1 token']);
  expect(textOf(false)[0]).toBe('Gateway:    doesn’t run');
  expect(textOf('unknown')[0]).toBe('Gateway:    unknown: give its --admin');
  expect(JSON.parse(foundText({ running: 'unknown', kept }, true)[0] ?? '')).toEqual({
    running: null,
    store: 'ok',
    ...kept,
  });
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('nobody at the address is no gateway, and another program is told', async () => {
  expect(await askAdmin(`127.0.0.1:${await freePort()}`)).toBeUndefined();
  for (const server of [
    createServer((_request, response) => response.end('<html>')),
    createTcpServer(socket => socket.resume().end('220 mail.example.org ESMTP\r\n')),
  ]) {
    const address = `127.0.0.1:${await portOf(server)}`;
    await expect(askAdmin(address)).rejects.toThrow(`${address} doesn’t answer as a gateway does`);
    await new Promise(resolve => server.close(resolve));
  }
});
