import { createHash, randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { PUBLIC_CLIENT } from './oidc';
import { type ProviderOptions, startProvider, type TestProvider } from './provider';
import { signInByFetch } from './visitor';

const BACK = 'http://127.0.0.1:4321/sign-in/callback/company';

/** A provider that ends with the test. */
export async function open(options: ProviderOptions = {}): Promise<TestProvider> {
  const provider = await startProvider(options);
  onTestFinished(() => provider.close());
  return provider;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly error?: string;
}

export async function askForTokens(provider: TestProvider, fields: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: PUBLIC_CLIENT, ...fields });
  return (await fetch(`${provider.issuer}/token`, { method: 'POST', body })).json() as Promise<Tokens>;
}

export const SCOPE = 'openid email profile offline_access';

export async function signIn(provider: TestProvider, user: string, consents = true) {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: PUBLIC_CLIENT,
    response_type: 'code',
    redirect_uri: BACK,
    scope: SCOPE,
    state: 's',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    prompt: 'select_account',
    login_hint: user,
  });
  const back = await signInByFetch(`${provider.issuer}/auth?${query}`, user, consents);
  return { back, verifier };
}

/** Signs a person in, without a gateway. */
export async function tokensOf(provider: TestProvider, user: string): Promise<Tokens> {
  const { back, verifier } = await signIn(provider, user);
  expect(back.href.startsWith(`${BACK}?`)).toBe(true);
  const code = back.searchParams.get('code') ?? '';
  const fields = { code, redirect_uri: BACK, code_verifier: verifier };
  return askForTokens(provider, { grant_type: 'authorization_code', ...fields });
}

export const renew = (provider: TestProvider, refresh_token = '') =>
  askForTokens(provider, { grant_type: 'refresh_token', refresh_token });
