import { signInOnDevice } from '../gateway/cli/device-code';
import { defaultConfigPath, readConfigFile } from '../gateway/config/config-file';
import { readProviders } from '../gateway/config/oauth';
import { FILE } from '../gateway/config/option-values';
import type { TokenLogin } from '../gateway/mailbox/imap/imap-server';
import { createGrants } from '../gateway/oauth/grants';
import type { OAuthProvider } from '../gateway/oauth/oauth-provider';
import { createOAuthClient } from '../gateway/oauth/openid';
import { StartupError } from '../gateway/shared/startup-error';
import type { Environment } from '../gateway/shared/user-folder';
import { createMemoryStore } from '../gateway/store/memory-store';

const CONFIG_VARIABLE = 'FACTEUR_GATEWAY_CONFIG';

/**
 * The providers of the gateway's config file that let a mailbox be read after a sign-in by device code.
 * @throws {StartupError} if the file can't be used
 */
export async function deviceProviders(env: Environment): Promise<OAuthProvider[]> {
  const named = FILE.read(env[CONFIG_VARIABLE] ?? '');
  const file = await readConfigFile(named ?? defaultConfigPath(env));
  if (file === undefined && named !== undefined)
    throw new StartupError(`there is no config file ${named}: correct or unset ${CONFIG_VARIABLE}`);
  const providers = file === undefined ? [] : await readProviders(file);
  return providers.filter(({ givesDeviceCode, mail }) => givesDeviceCode && mail.master === undefined);
}

/** Prints page and code, and waits. The tokens stay in memory. @throws {StartupError} if nobody signs in */
export async function deviceLogin(
  provider: OAuthProvider,
  address: string,
  print: (line: string) => void,
): Promise<TokenLogin> {
  const client = createOAuthClient(provider);
  const { tokens } = await signInOnDevice(provider, client, address, print);
  const grants = createGrants({ store: createMemoryStore(), clientOf: () => client });
  const grant = await grants.keep(address, provider.id, tokens);
  return { user: address, tokens: grants.tokensOf(grant) };
}
