import { isLoopback } from '../../core/account/loopback';
import type { OAuthProvider } from './oauth-provider';

/**
 * Where the provider leads back to: on this computer with the name that it accepts with any port (RFC 8252, 7.3). Each
 * provider has an address of its own, so that no other one's answer is taken for its (RFC 9700, 4.4.2).
 */
export function redirectAddress(
  { origin }: { readonly origin: string },
  { id, loopbackHost }: Pick<OAuthProvider, 'id' | 'loopbackHost'>,
): string {
  const address = new URL(`/sign-in/callback/${id}`, origin);
  if (address.protocol === 'http:' && isLoopback(address)) address.hostname = loopbackHost;
  return address.href;
}
