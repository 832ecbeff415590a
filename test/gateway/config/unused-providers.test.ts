import { expect, test } from 'vitest';
import { unusedProviders } from '../../../src/gateway/config/unused-providers';
import { COMPANY, GOOGLE, load, MAILBOX } from './load-text';

const signIn = (...domains: string[]) => `[sign-in]\ndomains = ${JSON.stringify(domains)}\n`;

test.each([
  ['domains of others', COMPANY + signIn('other.example')],
  ['set-up mailboxes only', `${COMPANY}${MAILBOX}password = "x"`],
])('a provider beside %s is of no use, and the log says so', async (_, text) => {
  const lines = unusedProviders(await load(text));
  expect(lines).toEqual([expect.stringMatching(/^nobody can sign in at \[oauth\.company\]: .*\[sign-in\]/)]);
});

test.each([
  ['every domain', COMPANY],
  ['one of its domains', COMPANY + signIn('other.example', 'Bücher.example')],
  ['domains of which it may have people', GOOGLE + signIn('other.example')],
  ['a mailbox', `${COMPANY}${MAILBOX}oauth = "company"`],
  [
    'a mailbox’s person',
    `${COMPANY}${MAILBOX}password = "x"\n[mailbox.sign-in]\noauth = "company"\n${signIn('other.example')}`,
  ],
])('a provider for %s is of use', async (_, text) => {
  expect(unusedProviders(await load(text))).toEqual([]);
});
