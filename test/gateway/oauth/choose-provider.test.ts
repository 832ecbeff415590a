import { describe, expect, test } from 'vitest';
import { providerOfHost } from '../../../src/gateway/finding/providers';
import { providerFor } from '../../../src/gateway/oauth/choose-provider';
import { makeProvider } from './make-provider';

const PROVIDERS = [
  makeProvider({ id: 'microsoft' }),
  makeProvider({ id: 'google' }),
  makeProvider({ id: 'company', domains: ['example.org', 'xn--bcher-kva.example'] }),
];

describe('the provider of an address', () => {
  test.each([
    ['jean@gmail.com', 'google'],
    ['jean@hotmail.fr', 'microsoft'],
    ['jean@EXAMPLE.org', 'company'],
    ['jean@bücher.example', 'company'],
  ])('%s is %s', (address, id) => expect(providerFor(address, undefined, PROVIDERS)?.id).toBe(id));

  test.each(['jean@orange.fr', 'jean@sub.example.org', 'jean', ''])('%j has none', address =>
    expect(providerFor(address, undefined, PROVIDERS)).toBeUndefined(),
  );

  test.each([
    ['corp.mail.protection.outlook.com', 'microsoft'],
    ['corp-com.olc.protection.outlook.com', 'microsoft'],
    ['corp.o-v1.mx.microsoft', 'microsoft'],
    ['aspmx.l.google.com', 'google'],
  ])('is known by the mail server %s', (host, id) => {
    const found = { provider: providerOfHost(host) };
    expect(providerFor('ann@corp.example', found, PROVIDERS)?.id).toBe(id);
    expect(providerFor('ann@example.org', found, PROVIDERS)?.id).toBe('company');
  });

  test('has to be set up', () => {
    expect(providerFor('jean@gmail.com', undefined, PROVIDERS.slice(2))).toBeUndefined();
  });
});
