import { StartupError } from '../shared/startup-error';
import type { SqlSession } from './database';
import type { DatabaseKeys } from './database-keys';

/** Each makes the next version of the schema. Those that were released never change. */
const MIGRATIONS: readonly string[] = [
  `create table facteur_records (
    kind text not null,
    key text not null,
    value text not null,
    ends bigint,
    primary key (kind, key)
  );
  create index facteur_records_ends on facteur_records (ends) where ends is not null;`,
];

/** Ends sessions that are stuck (idle_session_timeout). */
const OLDEST_SERVER = 140_000;

/** The facts that the database keeps about itself, by name. */
export interface Facts {
  /** Whether a gateway of this version has made the tables before. */
  readonly wereReady: boolean;
  readonly get: (name: string) => string | undefined;
  set(name: string, value: string): Promise<void>;
}

/**
 * Makes the tables, or brings them to this version. Other gateways wait meanwhile, until the transaction ends. @param session in a transaction
 * @throws {StartupError} if the tables are of a newer version, or of gateways with another key
 */
export async function prepareTables(
  session: SqlSession,
  keys: Pick<DatabaseKeys, 'lockOf' | 'fingerprint'>,
  keyPath: string,
): Promise<Facts> {
  const [server] = await session.query('show server_version_num');
  if (Number(server?.server_version_num) < OLDEST_SERVER)
    throw new StartupError('the database server is too old: it must be PostgreSQL 14 or later');
  // The same for all keys.
  await session.query("select pg_advisory_xact_lock(hashtext('facteur schema'))");
  await session.query(
    'create table if not exists facteur_facts (name text primary key, value text not null)',
  );
  const rows = await session.query('select name, value from facteur_facts');
  const known = new Map(rows.map(({ name, value }) => [name, value ?? undefined]));
  const version = Number(known.get('schema_version') ?? 0);
  const facts: Facts = {
    wereReady: version === MIGRATIONS.length,
    get: name => known.get(name),
    async set(name, value) {
      const text =
        'insert into facteur_facts values ($1, $2) on conflict (name) do update set value = excluded.value';
      await session.query(text, [name, value]);
    },
  };
  if (version > MIGRATIONS.length)
    throw new StartupError('the database was made ready by a newer gateway: use that version here, too');
  for (const migration of MIGRATIONS.slice(version))
    for (const statement of migration.split(';')) if (statement.trim()) await session.query(statement);
  if (version < MIGRATIONS.length) await facts.set('schema_version', String(MIGRATIONS.length));
  const fingerprint = facts.get('key_fingerprint');
  if (fingerprint === undefined) await facts.set('key_fingerprint', keys.fingerprint);
  else if (fingerprint !== keys.fingerprint)
    throw new StartupError(
      `the database belongs to gateways with another key than ${keyPath}: copy the key file of one of them there, or name it with --key-file`,
    );
  return facts;
}
