import type { Gateway } from '../../access/gateway';
import { OAuthError } from '../../oauth/oauth-client';
import type { OAuthProvider } from '../../oauth/oauth-provider';
import { shortLived } from '../../oauth/short-lived';

/** Logs why the provider couldn't be used. Rethrows other errors. */
export function logTrouble(error: unknown, provider: string, log: Gateway['log']): OAuthError['trouble'] {
  if (!(error instanceof OAuthError)) throw error;
  const { trouble, message, isHearsay } = error;
  log[trouble === 'misconfigured' && !isHearsay ? 'error' : 'warn'](
    `sign-in: not done at ${provider} (${message})`,
  );
  return trouble;
}

const complained = new WeakSet<OAuthProvider>();

/** Logs once for each provider that its sign-ins don't last. */
export function logShortLived(provider: OAuthProvider, log: Gateway['log']): void {
  if (!complained.has(provider)) log.error(`sign-in: ${shortLived(provider)}`);
  complained.add(provider);
}
