import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { hintOf, terminalHint } from '../../../src/gateway/finding/advice';
import { INTERNET_PROVIDERS } from '../../../src/gateway/finding/internet-providers';
import { MAIL_SERVICES } from '../../../src/gateway/finding/mail-services';
import { PROVIDERS } from '../../../src/gateway/finding/provider-table';
import { providerOf, providerOfHost } from '../../../src/gateway/finding/providers';
import { WEB_HOSTS } from '../../../src/gateway/finding/web-hosts';
import { type PageLanguage, TEXTS } from '../../../src/gateway/texts/language';

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

test.each([
  ['mail services', MAIL_SERVICES],
  ['internet providers', INTERNET_PROVIDERS],
  ['web hosts', WEB_HOSTS],
])('%s are sorted by name', (_, providers) => {
  const names = providers.map(provider => provider.name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
});

test('a provider without passwords says so', () => {
  const without = PROVIDERS.filter(provider => provider.noPasswords);
  expect(without.map(({ needs }) => needs)).toEqual(without.map(() => ['no-passwords']));
  expect(providerOf('jean@live.fr')?.noPasswords).toBe(true);
});

test.each([
  ['aspmx.l.google.com', 'Gmail'],
  ['ALT1.ASPMX.L.GOOGLE.COM.', 'Gmail'],
  ['imap.gmail.com', 'Gmail'],
  ['corp-example.mail.protection.outlook.com', 'Microsoft 365'],
  ['corp-example.o-v1.mx.microsoft', 'Microsoft 365'],
  ['outlook.office365.com', 'Microsoft 365'],
  ['in1-smtp.messagingengine.com', 'Fastmail'],
  ['mx1.mail.ovh.net', 'OVHcloud'],
  ['spool.mail.gandi.net', 'Gandi'],
  ['mail.protonmail.ch', 'Proton Mail'],
  ['www123.your-server.de', 'Hetzner'],
])('%s is a mail server of %s', (host, name) => expect(providerOfHost(host)?.name).toBe(name));

test.each([
  '',
  'notgoogle.com',
  'google.com.example',
  'mx.corp.example',
  '127.0.0.1',
  'static.1.2.3.4.clients.your-server.de',
  'vps-1.vps.ovh.net',
])('%j is no known mail server', host => expect(providerOfHost(host)).toBeUndefined());

test('the names of mail servers are in lower case and belong to one provider', () => {
  const names = PROVIDERS.flatMap(({ servers = [] }) => servers);
  expect(names.filter(name => !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(name))).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the server of Proton Mail is this machine', () => {
  expect(providerOf('jean@proton.me')).toMatchObject({ host: '127.0.0.1', port: 1143, security: 'starttls' });
});

const rows = PROVIDERS.map(provider => ({ title: `${provider.name} at ${provider.host}`, ...provider }));

describe.each(rows)('$title', ({ domains, servers = [], host, port }) => {
  test('can be recognised, and has a host', () => {
    expect([...domains, ...servers]).not.toEqual([]);
    expect(isIP(host) !== 0 || /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host)).toBe(true);
    expect(port ?? 993).toSatisfy((value: number) => value > 0 && value < 65_536);
  });
});

const pages = rows.flatMap(({ title, webmail, help }) =>
  [webmail, help].flatMap(page => (page ? { title, page } : [])),
);

test.each(pages)('$page of $title is an https address', ({ page }) => {
  expect(new URL(page)).toMatchObject({ protocol: 'https:', href: page });
});

test.each(rows.filter(row => row.messageLink))('$title links to one mail in its webmail', row => {
  const link = (row.messageLink ?? '').replace('{message-id}', 'a%40b').replace('{user}', 'c%40d');
  expect(link).toContain('a%40b');
  expect(link).not.toMatch(/[{}]/);
  expect(new URL(link)).toMatchObject({
    origin: new URL(row.webmail ?? '').origin,
    protocol: 'https:',
    href: link,
  });
});

describe.each(Object.keys(TEXTS) as PageLanguage[])('hints in %s', language => {
  test.each(rows.filter(row => row.needs))('of $title are whole sentences', row => {
    expect(hintOf(row, language)).toMatch(/^\S[^{}<>\n]*\.$/);
    expect(hintOf(row, language)).not.toMatch(/undefined|\.\.| {2}/);
  });
});

test('a terminal shows where it is done, too', () => {
  expect(terminalHint(providerOf('jean@gmail.com'))).toBe(
    'Gmail requires an app password instead of your usual one. To create it, turn on two-step verification first. See https://myaccount.google.com/apppasswords.',
  );
  expect(terminalHint(providerOf('jean@sfr.fr'))).toBeUndefined();
  expect(terminalHint(undefined)).toBeUndefined();
});
