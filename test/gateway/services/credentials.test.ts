import { expect, test } from 'vitest';
import { hashPassword, isPasswordOf, readCredentials } from '../../../src/gateway/services/credentials';
import { isRedirect, isServiceName, isSite } from '../../../src/gateway/services/service-values';

const encode = (text: string) => Buffer.from(text).toString('base64');

test.each([
  [`Basic ${encode('stats:a:b')}`, { id: 'stats', password: 'a:b' }],
  [`basic  ${encode('é:ü')} `, { id: 'é', password: 'ü' }],
  [`Basic ${encode(':')}`, { id: '', password: '' }],
  [`Basic ${encode('stats')}`, undefined],
  ['Basic', undefined],
  ['Basic !!', undefined],
  ['Bearer x', undefined],
  [undefined, undefined],
])('the header %j', (header, credentials) => {
  expect(readCredentials(header)).toEqual(credentials);
});

test('a hash is valid for one service and one password', () => {
  const hash = hashPassword({ id: 'stats', password: 'secret' });
  expect(isPasswordOf({ id: 'stats', password: 'secret' }, hash)).toBe(true);
  expect(isPasswordOf({ id: 'other', password: 'secret' }, hash)).toBe(false);
  expect(isPasswordOf({ id: 'stats', password: 'secret2' }, hash)).toBe(false);
  expect(isPasswordOf({ id: 'stats', password: 'secret' }, '')).toBe(false);
});

test.each([
  ['https://a.example/b?c=d', true],
  ['http://127.0.0.1:8000/', true],
  ['http://localhost/x', true],
  ['http://[::1]/', true],
  ['http://a.example/', false],
  ['https://a.example', false],
  ['https://a.example/#x', false],
  ['https://user@a.example/', false],
  ['https://a;sandbox/', false],
  ['https://a,b/', false],
  ['https://*/', false],
  ['https://xn--bcher-kva.example/', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://A.example/', false],
  ['/back', false],
  [`https://a.example/${'x'.repeat(2000)}`, false],
])('whether a token may be sent to %s: %s', (address, may) => {
  expect(isRedirect(address)).toBe(may);
});

test('a name has no characters that hide or turn round', () => {
  expect(['Mail', 'Été à Łódź', 'بريد'].every(isServiceName)).toBe(true);
  expect(
    ['', ' a', 'a\nb', 'a\u202eb', 'a\u200bb', 'x'.repeat(61), 'a\u3164b', '\u2800', 'a\u034fb'].some(
      isServiceName,
    ),
  ).toBe(false);
});

test('a website has an http or https address', () => {
  expect(['https://a.example/', 'http://a.example/b'].every(isSite)).toBe(true);
  expect(['javascript:alert(1)', 'a.example', 'ftp://a.example/'].some(isSite)).toBe(false);
});
