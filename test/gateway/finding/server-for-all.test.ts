import { expect, test } from 'vitest';
import { serverForAll } from '../../../src/gateway/finding/system-finder';

const SERVER = { host: 'imap.example.org', port: 993, security: 'tls' } as const;

test.each([
  ['{address}', 'Ann@example.org', 'Ann@example.org'],
  ['{local}', 'ann.b+c@example.org', 'ann.b+c'],
  ['{domain}/{local}', 'ann@example.org', 'example.org/ann'],
  ['{local}', 'jürgen@example.org', 'jürgen'],
])('the user name %s of %s is %s', async (template, address, user) => {
  expect(await serverForAll(SERVER, template).find(address)).toMatchObject({
    server: SERVER,
    user,
    by: 'operator',
  });
});

test.each(['boss*gateway@example.org', 'boss%x@example.org', '"boss"@example.org', 'a/b@example.org', 'ann'])(
  'there is none for %s, which a mail server may read as two users',
  async address => {
    expect(await serverForAll(SERVER, '{address}').find(address)).toBeUndefined();
  },
);
