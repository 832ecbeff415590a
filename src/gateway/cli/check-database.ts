import type { Options } from '../config/options';
import { StartupError } from '../shared/startup-error';
import { lookAtDatabase } from '../store/look-at-database';
import { keyPathOf, openSecret } from '../store/open-store';
import { sayingThatItWaits } from './command-store';

/** Prints whether the gateway could use its database, if it has one. Returns whether it could. Changes nothing. */
export async function checkDatabase(options: Options, print: (line: string) => void): Promise<boolean> {
  const { databaseUrl } = options;
  if (databaseUrl === undefined) return true;
  print('database-url');
  const openKey = () => openSecret({ ...options, isCommand: true });
  const look = async () => {
    for await (const found of lookAtDatabase(databaseUrl, keyPathOf(options), openKey)) {
      print(
        found.kind === 'fits'
          ? '  ✓ the gateway’s key and version fit it'
          : `  ✓ reached the database, ${found.isEncrypted ? 'encrypted' : 'not encrypted'}`,
      );
    }
  };
  try {
    await sayingThatItWaits(look);
    return true;
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    print(`  ✗ ${error.message}`);
    return false;
  }
}
