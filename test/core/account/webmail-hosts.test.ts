import { expect, test } from 'vitest';
import { webmailHosts } from '../../../src/core/account/webmail-hosts';

test('each host comes once, and only such as a browser may be asked about', () => {
  const of = (...webmails: string[]) => webmailHosts(webmails.map(webmail => ({ webmail })));
  expect(of('https://mail.example/a', 'https://mail.example:8443/b', 'https://other.example/')).toEqual([
    'https://mail.example/a',
    'https://other.example/',
  ]);
  expect(of('', 'nonsense', 'http://mail.example/', 'ftp://mail.example/')).toEqual([]);
  expect(of('http://127.0.0.1:8337/mail')).toEqual(['http://127.0.0.1:8337/mail']);
});
