import { StartupError } from '../shared/startup-error';
import { DATABASE } from './option-values';
import type { Options } from './options';
import { readPasswordFile } from './secrets';

/** Reads the database's address if it is in a file. @throws {StartupError} which doesn't quote it */
export async function withDatabaseUrl(options: Options): Promise<Options> {
  const { databaseUrl, databaseUrlFile } = options;
  if (databaseUrlFile === undefined) return options;
  if (databaseUrl !== undefined)
    throw new StartupError('leave out database-url or database-url-file: only one can be used');
  const address = DATABASE.read(await readPasswordFile(databaseUrlFile, 'database-url'));
  if (address === undefined)
    throw new StartupError(
      `the database-url file ${databaseUrlFile} can’t be used: put on its first line ${DATABASE.expected}`,
    );
  return { ...options, databaseUrl: address };
}
