import { expect, test } from 'vitest';
import { readTypedAddress } from '../../../src/core/account/typed-address';

const LOCAL = 'http://127.0.0.1:8337';

test.each<[string, string, string]>([
  ['mail.example.org', 'https://mail.example.org', 'https://mail.example.org/'],
  ['  mail.example.org\n', 'https://mail.example.org', 'https://mail.example.org/'],
  ['\u200bmail.example.org\u200e', 'https://mail.example.org', 'https://mail.example.org/'],
  ['Mail.Example.ORG', 'https://mail.example.org', 'https://mail.example.org/'],
  ['mail.example.org:8443', 'https://mail.example.org:8443', 'https://mail.example.org:8443/'],
  ['mail.example.org:443', 'https://mail.example.org', 'https://mail.example.org/'],
  ['mail.example.org/', 'https://mail.example.org', 'https://mail.example.org/'],
  ['//mail.example.org/', 'https://mail.example.org', 'https://mail.example.org/'],
  ['https://mail.example.org/', 'https://mail.example.org', 'https://mail.example.org/'],
  ['HTTPS://mail.example.org', 'https://mail.example.org', 'https://mail.example.org/'],
  ['https:mail.example.org', 'https://mail.example.org', 'https://mail.example.org/'],
  ['mail.example.org/facteur/home', 'https://mail.example.org', 'https://mail.example.org/facteur/home'],
  ['https://mail.example.org/a b#top', 'https://mail.example.org', 'https://mail.example.org/a%20b'],
  [
    'https://api.example.org/PersonalMessages/V2',
    'https://api.example.org',
    'https://api.example.org/PersonalMessages/V2',
  ],
  ['api.example.org/v1?tenant=7', 'https://api.example.org', 'https://api.example.org/v1?tenant=7'],
  ['127.0.0.1:8337', LOCAL, `${LOCAL}/`],
  ['127.0.0.1', 'http://127.0.0.1', 'http://127.0.0.1/'],
  [`${LOCAL}/PersonalMessages/V2`, LOCAL, `${LOCAL}/PersonalMessages/V2`],
  ['localhost:8337', 'http://localhost:8337', 'http://localhost:8337/'],
  ['https://localhost:8337', 'https://localhost:8337', 'https://localhost:8337/'],
  ['192.168.1.7:8337', 'https://192.168.1.7:8337', 'https://192.168.1.7:8337/'],
  ['intranet', 'https://intranet', 'https://intranet/'],
  ['mail_1.example.org', 'https://mail_1.example.org', 'https://mail_1.example.org/'],
  [
    'courriel.école.example',
    'https://courriel.xn--cole-9oa.example',
    'https://courriel.xn--cole-9oa.example/',
  ],
  ['بريد.example', 'https://xn--ngbof4h.example', 'https://xn--ngbof4h.example/'],
  ['[::1]:8337', 'https://[::1]:8337', 'https://[::1]:8337/'],
])('%j is read as an address of %s', (typed, origin, address) => {
  expect(readTypedAddress(typed)).toEqual({ kind: 'address', origin, address });
});

test.each([
  ['', 'problemGatewayMissing'],
  [' \t', 'problemGatewayMissing'],
  ['//', 'problemGatewayMissing'],
  ['me@example.org', 'problemGatewayEmail'],
  ['http://mail.example.org', 'problemAddressHttp'],
  ['http://192.168.1.7:8337', 'problemAddressHttp'],
  ['http://127.0.0.1.example.org', 'problemAddressHttp'],
  ['https://me:secret@mail.example.org', 'problemAddressCredentials'],
  ['https://me@mail.example.org/', 'problemAddressCredentials'],
  ['me:secret@127.0.0.1:8337', 'problemAddressCredentials'],
  ['mailto:me@example.org', 'problemAddressCredentials'],
  ['ftp://mail.example.org', 'problemGateway'],
  ['imap://mail.example.org', 'problemGateway'],
  ['javascript:alert(1)', 'problemGateway'],
  ['my mail', 'problemGateway'],
  ['mail,example,org', 'problemGateway'],
  ['"mail.example.org"', 'problemGateway'],
  ['mail.example.org:port', 'problemGateway'],
  ['mail.example.org:99999', 'problemGateway'],
  ['https://', 'problemGateway'],
  ['8337', 'problemGateway'],
  ['?', 'problemGateway'],
  ['…', 'problemGateway'],
])('%j is refused: %s', (typed, problem) => {
  expect(readTypedAddress(typed)).toEqual({ kind: 'problem', problem });
});
