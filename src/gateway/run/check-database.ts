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
      if (found.kind === 'fits') print('  ✓ the gateway’s key and version fit it');
      else {
        print(`  ✓ reached the database, ${found.isEncrypted ? 'encrypted' : 'not encrypted'}`);
        if (!found.isEncrypted && found.isElsewhere)
          print('  – add ?sslmode=verify-full to its address, unless nobody else is in this network');
      }
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
