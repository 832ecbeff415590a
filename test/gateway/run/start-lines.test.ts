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
