import { expect, test } from 'vitest';
import { isLoopback } from '../../../src/core/account/loopback';
import { parseUrl, safeLink } from '../../../src/core/answer/link';

test.each([
  ['https://mail.example/a?b=1&c=2#d', 'https://mail.example/a?b=1&c=2#d'],
  ['http:// webmail.wanadoo.fr/read?idm=10\n      ', 'http://webmail.wanadoo.fr/read?idm=10'],
  ['\u00a0https://mail.example/', 'https://mail.example/'],
  ['HTTPS://MAIL.example', 'https://mail.example/'],
  ['javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['file:///etc/passwd', undefined],
  ['chrome://settings', undefined],
  ['//mail.example/', undefined],
  ['/read', undefined],
  ['mail.example', undefined],
  ['https://', undefined],
  ['', undefined],
])('the link %j opens %j', (text, link) => {
  expect(safeLink(text)).toBe(link);
});

test.each([
  ['http://localhost:8080/', true],
  ['http://127.0.0.1/', true],
  ['http://127.8.9.10/', false],
  ['http://127.1/', true],
  ['http://[::1]:9/', false],
  ['http://localhost.example/', false],
  ['http://127.0.0.1.example/', false],
  ['http://192.168.0.1/', false],
  ['http://0.0.0.0/', false],
])('%s is on this machine: %s', (address, loopback) => {
  expect(isLoopback(new URL(address))).toBe(loopback);
});

test('what is no address has no URL', () => {
  expect(parseUrl('no address')).toBeUndefined();
});
