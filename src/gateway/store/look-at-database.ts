import { BEGIN, createDatabase, type OwnSession } from './database';
import { createDatabaseKeys } from './database-keys';
import { prepareTables } from './database-schema';
import { asStartupError } from './database-trouble';

export type DatabaseLook =
  | { readonly kind: 'reached'; readonly isEncrypted: boolean }
  /** The key and the tables do, and the user has the rights that a start needs. */
  | { readonly kind: 'fits' };

const CONNECTION = 'select ssl::text as ssl from pg_stat_ssl where pid = pg_backend_pid()';

/**
 * Tries a start with this database, and takes all of it back.
 * @param openSecret called once the database is reached
 * @throws {StartupError} if a gateway could not start with it
 */
export async function* lookAtDatabase(
  url: string,
  keyPath: string,
  openSecret: () => Promise<Buffer>,
): AsyncGenerator<DatabaseLook> {
  const database = createDatabase(url);
  let session: OwnSession | undefined;
  try {
    session = await database.connect();
    const [connection] = await session.query(CONNECTION);
    yield { kind: 'reached', isEncrypted: connection?.ssl === 'true' };
    await session.query(BEGIN);
    await prepareTables(session, createDatabaseKeys(await openSecret()), keyPath);
    await session.query('rollback');
    yield { kind: 'fits' };
  } catch (error) {
    throw asStartupError(error);
  } finally {
    session?.end();
    await database.close();
  }
}
