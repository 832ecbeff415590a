import { describe, expect, test } from 'vitest';
import { createClientAddress, hidesClients } from '../../../src/gateway/access/client-address';
import { createLog } from '../../../src/gateway/shared/log';

const PROXY = '10.0.0.1';
const addressOf = createClientAddress(['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '2001:db8:ffff::1']);

describe('the address of a client', () => {
  test.each([
    ['192.0.2.1', 'without a proxy, it is that of the connection', '192.0.2.7', '203.0.113.1'],
    ['::ffff:192.0.2.1', 'an IPv4 address in IPv6 is the same', undefined, undefined, '192.0.2.1'],
    [undefined, 'a connection without one has none', undefined, undefined, ''],
  ])('%s: %s', (peer, _why, forwarded, plain, expected = peer) => {
    const headers = {
      ...(forwarded !== undefined && { forwarded: `for=${forwarded}` }),
      ...(plain !== undefined && { 'x-forwarded-for': plain }),
    };
    expect(addressOf(peer, headers)).toBe(expected);
  });

  test.each([
    ['for=192.0.2.1', '192.0.2.1'],
    ['For="192.0.2.1:4711";proto=https;by=10.0.0.1', '192.0.2.1'],
    ['proto=https; for=192.0.2.1', '192.0.2.1'],
    ['for="[2001:db8::1]:4711"', '2001:db8::1'],
    ['for="[2001:db8::1]"', '2001:db8::1'],
    ['for=192.0.2.1, for=10.9.9.9, for=127.0.0.1', '192.0.2.1'],
    ['for=192.0.2.1, for="[fd00::7]"', '192.0.2.1'],
    ['for=10.0.0.3', '10.0.0.3'],
  ])('a trusted proxy tells %s', (forwarded, expected) => {
    expect(addressOf(PROXY, { forwarded })).toBe(expected);
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['192.0.2.1, 10.0.0.2 , 10.0.0.3', '192.0.2.1'],
  ])('a trusted proxy tells it as X-Forwarded-For: %s', (plain, expected) => {
    expect(addressOf(`::ffff:${PROXY}`, { 'x-forwarded-for': plain })).toBe(expected);
  });

  test.each([
    ['for=203.0.113.9, for=192.0.2.1', '192.0.2.1'],
    ['for=10.0.0.2, for=192.0.2.1', '192.0.2.1'],
    ['for="203.0.113.9, for=192.0.2.1', '192.0.2.1'],
    ['for=203.0.113.9;host="x, for=192.0.2.1', '192.0.2.1'],
    ['for=203.0.113.9, for=unknown', PROXY],
    ['for=203.0.113.9, for=_hidden', PROXY],
    ['for=203.0.113.9, for=unknown, for=10.0.0.2', '10.0.0.2'],
    ['garbage', PROXY],
    ['', PROXY],
    [','.repeat(100_000), PROXY],
    [`for="${'['.repeat(100_000)}`, PROXY],
  ])('nobody forges it with %s', (forwarded, expected) => {
    expect(addressOf(PROXY, { forwarded })).toBe(expected);
    expect(addressOf('192.0.2.200', { forwarded })).toBe('192.0.2.200');
  });

  test('a header that the proxy passes on doesn’t count beside its own', () => {
    const own = '192.0.2.1';
    expect(addressOf(PROXY, { forwarded: 'for=203.0.113.9', 'x-forwarded-for': own })).toBe(PROXY);
    expect(addressOf(PROXY, { forwarded: `for=${own}`, 'x-forwarded-for': '203.0.113.9' })).toBe(PROXY);
    expect(addressOf(PROXY, { forwarded: `for=${own}`, 'x-forwarded-for': own })).toBe(own);
  });

  test('the log says once which header a proxy has to remove', () => {
    const lines: string[] = [];
    const log = createLog('debug', (_level, line) => void lines.push(line));
    const find = createClientAddress(['10.0.0.1'], log);
    find('192.0.2.1', { forwarded: 'for=203.0.113.9', 'x-forwarded-for': '203.0.113.8' });
    find(PROXY, { forwarded: 'for=192.0.2.1', 'x-forwarded-for': '192.0.2.1' });
    expect(lines).toEqual([]);
    for (const forged of ['203.0.113.8', '203.0.113.9'])
      find(PROXY, { forwarded: `for=${forged}`, 'x-forwarded-for': '192.0.2.1' });
    expect(lines).toEqual([expect.stringContaining('proxy_set_header Forwarded "";')]);
  });

  test('without trusted proxies, headers are ignored', () => {
    const headers = { forwarded: 'for=203.0.113.9', 'x-forwarded-for': '203.0.113.9' };
    expect(createClientAddress([])('127.0.0.1', headers)).toBe('127.0.0.1');
  });
});

test.each([
  [{}, false],
  [{ publicOrigin: 'https://mail.example.org' }, true],
  [{ publicOrigin: 'https://mail.example.org', tls: {} }, false],
  [{ publicOrigin: 'https://mail.example.org', trustedProxies: ['127.0.0.1'] }, false],
])('whether a proxy hides the clients of %j: %s', (options, isHidden) => {
  expect(hidesClients(options)).toBe(isHidden);
});
