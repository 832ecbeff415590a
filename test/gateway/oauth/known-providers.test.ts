import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../src/gateway/finding/provider-table';
import { serverOf } from '../../../src/gateway/finding/providers';
import {
  isForEverybody,
  KNOWN_PROVIDERS,
  type KnownProvider,
  knownServer,
  promptForAnother,
} from '../../../src/gateway/oauth/known-providers';

describe('whether an issuer is for everybody', () => {
  test.each([
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/Organizations/v2.0',
    'https://login.microsoftonline.com/consumers',
    'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    'https://login.microsoftonline.com//common/v2.0',
    'https://login.microsoftonline.com/%63ommon/v2.0',
    'https://login.microsoftonline.com/%2Fcommon/v2.0',
    'https://login.microsoftonline.com./common/v2.0',
    'https://login.microsoftonline.com:443/common/v2.0',
    'https://LOGIN.microsoftonline.com/x/../common/v2.0',
    'https://login.microsoftonline.us/common/v2.0',
    'https://login.partner.microsoftonline.cn/common/v2.0',
    'https://login.windows.net/common',
    'https://westeurope.login.microsoft.com/common/v2.0',
  ])('%s is', issuer => expect(isForEverybody(issuer)).toBe(true));

  test.each([
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0',
    'https://login.microsoftonline.com/%zz/v2.0',
    'https://id.example.org/common/v2.0',
    'https://accounts.google.com',
  ])('%s isn’t', issuer => expect(isForEverybody(issuer)).toBe(false));
});

test.each(Object.keys(KNOWN_PROVIDERS) as KnownProvider[])('all addresses at %s have one server', id => {
  const servers = PROVIDERS.filter(({ oauth }) => oauth === id).map(serverOf);
  expect(servers.length).toBeGreaterThan(0);
  for (const server of servers) expect(server).toEqual(knownServer(id));
});

test.each([
  ['google', 'https://accounts.google.com', 'select_account consent'],
  ['microsoft', 'https://login.microsoftonline.com/common/v2.0', 'select_account'],
  ['company', 'https://login.microsoftonline.com/contoso.example/v2.0', 'select_account'],
  ['company', 'https://id.example.org/realms/main', 'login consent'],
])('%s at %s lets a person choose another account with %s', (id, issuer, prompt) =>
  expect(promptForAnother({ id, issuer })).toBe(prompt),
);
