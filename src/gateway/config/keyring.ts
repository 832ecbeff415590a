import { StartupError } from '../startup-error';

/** Under which name the system's keyring lists these passwords. */
const SERVICE = 'facteur-gateway';

/** The system's keyring, loaded only where someone wants it: it is a library of native code. */
async function entryOf(name: string) {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return new AsyncEntry(SERVICE, name);
  } catch {
    throw new StartupError(
      'no keyring can be used here: it takes the package @napi-rs/keyring beside the gateway, which npm ci installs; or give the password in another way',
    );
  }
}

/**
 * The password that the system's keyring keeps for a mailbox, if any.
 * @throws {StartupError} where there is no keyring, or it is locked
 */
export async function readFromKeyring(name: string): Promise<string | undefined> {
  const entry = await entryOf(name);
  return (await reach(() => entry.getPassword())) ?? undefined;
}

/** Keeps a password there. @throws {StartupError} where there is no keyring, or it is locked. */
export async function keepInKeyring(name: string, password: string): Promise<void> {
  const entry = await entryOf(name);
  await reach(() => entry.setPassword(password));
}

async function reach<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch {
    throw new StartupError(
      'the system’s keyring doesn’t answer: unlock it, or give the password in another way (on a server there often is none)',
    );
  }
}
