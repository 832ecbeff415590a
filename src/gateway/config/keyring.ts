import type { AsyncEntry } from '@napi-rs/keyring';
import { StartupError } from '../shared/startup-error';

const SERVICE = 'facteur-gateway';

/** Excludes the kernel's keyring, the library's fallback: it forgets everything when the machine stops. */
const LASTING = { linux: { store: 'secret-service' } } as const;

async function loadKeyring() {
  try {
    return await import('@napi-rs/keyring');
  } catch {
    throw new StartupError(
      'the keyring needs one more package: run npm install --prefix <the gateway’s folder> @napi-rs/keyring, or give the password in another way',
    );
  }
}

/** @throws {StartupError} if there is no keyring or it is locked */
export function readFromKeyring(name: string): Promise<string | undefined> {
  return withEntry(name, async entry => (await entry.getPassword()) ?? undefined);
}

/** @throws {StartupError} if there is no keyring or it is locked */
export function keepInKeyring(name: string, password: string): Promise<void> {
  return withEntry(name, entry => entry.setPassword(password));
}

async function withEntry<T>(name: string, use: (entry: AsyncEntry) => Promise<T>): Promise<T> {
  const { AsyncEntry } = await loadKeyring();
  try {
    return await use(new AsyncEntry(SERVICE, name, LASTING));
  } catch {
    throw new StartupError(
      'the system’s keyring doesn’t answer: unlock it, or give the password in another way (servers often have no keyring)',
    );
  }
}
