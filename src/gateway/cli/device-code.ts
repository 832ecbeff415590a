import { isSameAddress } from '../finding/mail-address';
import { type OAuthClient, OAuthError, type SignedInPerson } from '../oauth/oauth-client';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { StartupError } from '../shared/startup-error';

/**
 * Prints the provider's page and a code, and waits until the mailbox's person has signed in there, on any device.
 * @throws {StartupError} if nobody or somebody else does, or if the provider fails
 */
export async function signInOnDevice(
  { name }: Pick<OAuthProvider, 'name'>,
  client: OAuthClient,
  address: string,
  print: (line: string) => void,
): Promise<SignedInPerson> {
  const person = await waitForPerson(name, client, address, print).catch(error => {
    throw error instanceof OAuthError ? new StartupError(error.message) : error;
  });
  const [other] = person.addresses;
  if (person.addresses.some(it => isSameAddress(it, address))) return person;
  throw new StartupError(
    `${other} has signed in at ${name} instead of ${address}: sign out there, and try again as ${address}`,
  );
}

async function waitForPerson(
  name: string,
  client: OAuthClient,
  address: string,
  print: (line: string) => void,
): Promise<SignedInPerson> {
  const { page, code, wait } = await client.beginOnDevice();
  print(`To let Facteur read ${address}, open this page on any device, enter the code, and sign in:`);
  print('');
  print(`  ${page}`);
  print(`  ${code}`);
  print('');
  print(`Waiting for ${name} …`);
  return wait();
}
