import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { PROVIDERS, providerOf } from '../../../src/gateway/config/providers';

describe('the provider of an address', () => {
  test.each([
    ['jean@orange.fr', 'imap.orange.fr'],
    ['jean@wanadoo.fr', 'imap.orange.fr'],
    ['jean@free.fr', 'imap.free.fr'],
    ['jean@neuf.fr', 'imap.sfr.fr'],
    ['jean@laposte.net', 'imap.laposte.net'],
    ['jean@gmail.com', 'imap.gmail.com'],
    ['jean@hotmail.co.uk', 'outlook.office365.com'],
    ['jean@outlook.fr', 'outlook.office365.com'],
    ['jean@yahoo.fr', 'imap.mail.yahoo.com'],
    ['jean@gmx.fr', 'imap.gmx.com'],
    ['jean@gmx.ch', 'imap.gmx.net'],
    ['jean@zohomail.eu', 'imap.zoho.eu'],
  ])('of %s has the host %s', (address, host) => expect(providerOf(address)?.host).toBe(host));

  test.each(['Jean@GMail.com', ' jean@gmail.com\n', 'jean+news@gmail.com', '"jean@home"@gmail.com'])(
    'is found for %j',
    address => expect(providerOf(address)?.name).toBe('Gmail'),
  );

  test.each([
    '',
    'jean',
    'gmail.com',
    '@gmail.com',
    'jean@',
    'jean@gmail.com@',
    'jean@gmail.com@example.org',
    'jean@example.org',
    'x@mail.gmail.com',
    'x@notgmail.com',
    'jean@gmail.com.',
    'jean@constructor',
    'jean@yahoo.co.jp',
  ])('is unknown for %j', address => expect(providerOf(address)).toBeUndefined());
});

test('every domain is in lower case and belongs to one provider', () => {
  const domains = PROVIDERS.flatMap(provider => provider.domains);
  expect(domains.filter(domain => !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain))).toEqual([]);
  expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([]);
});

test('providers are sorted by name', () => {
  const names = PROVIDERS.map(provider => provider.name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
});

test('a provider without passwords has a hint', () => {
  const silent = PROVIDERS.filter(provider => provider.noPasswords && !provider.hint);
  expect(silent).toEqual([]);
  expect(providerOf('jean@live.fr')?.noPasswords).toBe(true);
});

test('the server of Proton Mail is this machine', () => {
  expect(providerOf('jean@proton.me')).toMatchObject({ host: '127.0.0.1', port: 1143, security: 'starttls' });
});

const rows = PROVIDERS.map(provider => ({ title: `${provider.name} at ${provider.host}`, ...provider }));

describe.each(rows)('$title', ({ domains, host, port, webmail }) => {
  test('has a domain and a host', () => {
    expect(domains).not.toEqual([]);
    expect(isIP(host) !== 0 || /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host)).toBe(true);
    expect(port ?? 993).toSatisfy((value: number) => value > 0 && value < 65_536);
  });

  test('has a webmail with an https address', () => {
    expect(new URL(webmail)).toMatchObject({ protocol: 'https:', href: webmail });
  });
});

test.each(rows.filter(row => row.messageLink))('$title links to one mail in its webmail', row => {
  const link = (row.messageLink ?? '').replace('{message-id}', 'a%40b').replace('{user}', 'c%40d');
  expect(link).toContain('a%40b');
  expect(link).not.toMatch(/[{}]/);
  expect(new URL(link)).toMatchObject({
    origin: new URL(row.webmail).origin,
    protocol: 'https:',
    href: link,
  });
});

test.each(rows.filter(row => row.hint))('the hint of $title is whole sentences', ({ hint }) => {
  expect(hint).toMatch(/^\S[^{}<>\n]*\.$/);
});
