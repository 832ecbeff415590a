import { expect, test } from 'vitest';
import type { SignInSetup } from '../../../src/gateway/config/sign-in';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { startLines } from '../../../src/gateway/run/start-lines';
import { makeProvider } from '../oauth/make-provider';

const MICROSOFT = makeProvider({ id: 'microsoft', loopbackHost: 'localhost' });

function linesOf(origin: string, providers: readonly OAuthProvider[], domains: readonly string[] = []) {
  const gateway = { origin, apiAddress: '', managerLink: () => '' };
  const signIn = { domains } as SignInSetup;
  return startLines(gateway, { demo: false, signIn, providers }, false).join('\n');
}

test('the address to register at each provider is printed, as the gateway sends it', () => {
  const providers = [MICROSOFT, makeProvider()];
  const own = linesOf('http://127.0.0.1:8337', providers);
  expect(own).toContain('\nRedirect address: http://localhost:8337/sign-in/callback/microsoft\n');
  expect(own).toContain('\nRedirect address: http://127.0.0.1:8337/sign-in/callback/company\n');
  const shared = linesOf('https://mail.example.org', providers);
  expect(shared).toContain('\nRedirect address: https://mail.example.org/sign-in/callback/microsoft\n');
  expect(linesOf('https://mail.example.org', [])).not.toContain('Redirect');
});

test.each([
  [[], [], 'the e-mail address and password of your mailbox'],
  [[], ['example.org'], 'the e-mail address and password of a mailbox of example.org'],
  [[MICROSOFT], [], 'your e-mail address'],
  [[MICROSOFT], ['a.example', 'b.example'], 'the e-mail address of a mailbox of a.example, b.example'],
])('with the providers %j and the domains %j, people sign in with %s', (providers, domains, what) => {
  expect(linesOf('http://127.0.0.1:8337', providers, domains)).toMatch(
    new RegExp(`^Next: +in Facteur’s settings, click Connect, then sign in with ${what}$`, 'm'),
  );
});

test('behind a proxy, the address that the proxy asks is printed', () => {
  const gateway = { origin: 'https://mail.example.org', apiAddress: '', managerLink: () => '' };
  const setup = { demo: false, signIn: undefined, providers: [] };
  const linesAt = (listensAt?: string) => startLines({ ...gateway, listensAt }, setup, false);
  expect(linesAt('127.0.0.1:41831')).toContain('Listens at:   127.0.0.1:41831');
  expect(linesAt().join('\n')).not.toContain('Listens at');
});
