import { describe, expect, test } from 'vitest';
import { readAutoconfig } from '../../../src/gateway/finding/autoconfig';

const ADDRESS = { whole: 'Jean.D@corp.example', local: 'Jean.D', domain: 'corp.example' };

const FIELDS = {
  hostname: 'imap.corp.example',
  port: '993',
  socketType: 'SSL',
  username: '%EMAILADDRESS%',
  authentication: 'password-cleartext',
};

const incoming = (fields: Partial<typeof FIELDS> = {}, type = 'imap') => {
  const all = Object.entries({ ...FIELDS, ...fields }).map(([name, text]) => `<${name}>${text}</${name}>`);
  return `<incomingServer type="${type}">\n${all.join('\n')}\n</incomingServer>`;
};

const file = (...entries: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="corp.example"><domain>corp.example</domain>
<!-- <incomingServer type="imap"><hostname>comment.example</hostname></incomingServer> -->
${entries.join('\n')}
<outgoingServer type="smtp"><hostname>smtp.corp.example</hostname><port>465</port></outgoingServer>
</emailProvider></clientConfig>`;

const summary = (xml: string) => {
  const found = readAutoconfig(xml, ADDRESS);
  if (found === undefined) return undefined;
  const { server, user, takesPasswords } = found;
  return `${user} at ${server.host}:${server.port} ${server.security}${takesPasswords ? '' : ', no passwords'}`;
};

const USUAL = 'Jean.D@corp.example at imap.corp.example:993 tls';

test.each([
  ['one server', [incoming()], USUAL],
  ['the first of several', [incoming(), incoming({ hostname: 'b.corp.example' })], USUAL],
  ['IMAP, not POP3', [incoming({ hostname: 'pop.corp.example', port: '995' }, 'pop3'), incoming()], USUAL],
  ['TLS, not plain', [incoming({ socketType: 'plain', port: '143' }), incoming()], USUAL],
  ['STARTTLS', [incoming({ socketType: 'STARTTLS', port: '143' })], USUAL.replace('993 tls', '143 starttls')],
  ['an unusual port', [incoming({ port: '1993' })], USUAL.replace('993', '1993')],
  ['the local part', [incoming({ username: '%EMAILLOCALPART%' })], USUAL.replace('@corp.example', '')],
  [
    'other user names',
    [incoming({ username: '%EMAILDOMAIN%\\%EMAILLOCALPART%' })],
    USUAL.replace('Jean.D@corp.example', 'corp.example\\Jean.D'),
  ],
  ['a host by the domain', [incoming({ hostname: 'IMAP.%EMAILDOMAIN%' })], USUAL],
  ['no user name', [incoming({ username: '' })], USUAL],
  ['passwords, not OAuth2', [incoming({ authentication: 'OAuth2', port: '1' }), incoming()], USUAL],
  ['encrypted passwords', [incoming({ authentication: 'password-encrypted' })], USUAL],
  ['only OAuth2', [incoming({ authentication: 'OAuth2' })], `${USUAL}, no passwords`],
  [
    'references',
    [incoming({ username: '&quot;%EMAILLOCALPART%&quot;&#x21;' })],
    USUAL.replace('Jean.D@corp.example', '"Jean.D"!'),
  ],
  ['CDATA', [incoming({ hostname: '<![CDATA[imap.corp.example]]>' })], USUAL],
])('%s', (_, entries, expected) => expect(summary(file(...entries))).toBe(expected));

test('both ways to sign in count', () => {
  const both = incoming().replace('<auth', '<authentication>OAuth2</authentication>\n<auth');
  expect(summary(file(both))).toBe(USUAL);
});

describe('nothing is found in', () => {
  test.each([
    ['an empty file', ''],
    ['a web page', '<!doctype html><title>corp.example</title><p>Welcome<br>to us'],
    ['a file without IMAP', file(incoming({}, 'pop3'))],
    ['a file without TLS', file(incoming({ socketType: 'plain' }))],
    ['a host that is none', file(incoming({ hostname: 'imap.corp.example/x' }))],
    ['no host', file(incoming({ hostname: '' }))],
    ['no port', file(incoming({ port: '' }))],
    ['port 0', file(incoming({ port: '0' }))],
    ['port 65536', file(incoming({ port: '65536' }))],
    ['a user name of two lines', file(incoming({ username: 'jean\na LOGOUT' }))],
    ['a user name without end', file(incoming({ username: 'x'.repeat(321) }))],
    ['a file that breaks off', file(incoming()).slice(0, 300)],
  ])('%s', (_, xml) => expect(summary(xml)).toBeUndefined());
});

test('entities of a document type aren’t expanded', () => {
  const bomb = `<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${file(incoming({ username: '&b;' }))}`;
  expect(summary(bomb)).toBe(USUAL.replace('Jean.D@corp.example', '&b;'));
});

test('a file of 64 KiB of nested elements is read quickly', () => {
  expect(summary(`${'<a>'.repeat(21_000)}${file(incoming())}`)).toBe(USUAL);
});
