import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fieldOf } from '../shared/json';
import { StoreAway } from '../shared/records';
import { checkedAddress } from './database-address';

/** Of each gateway, beside one that listens and one that holds locks. */
const MOST_CONNECTIONS = 8;
/** In ms. A database that is stopped, or behind a broken network, answers nothing. */
const CONNECTS_WITHIN = 3000;
const ANSWERS_WITHIN = 5000;
const CLOSES_WITHIN = 2000;
/** In ms: less than a query may take. A transaction of a process that is stuck ends before another one gives up. */
const LOCKED_AT_MOST = 4000;
const STUCK_AT_MOST = 3000;

/** Sets the isolation, as a database can have another default. A transaction that waited for a lock reads the latest change. */
export const BEGIN = 'begin isolation level read committed';

export interface SqlSession {
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export type Row = Readonly<Record<string, string | null>>;

/** A session of its own. */
export interface OwnSession extends SqlSession {
  /** Called once, when the connection breaks. */
  onEnd(act: () => void): void;
  onNotification(act: (payload: string) => void): void;
  end(): void;
}

/** All reject with a {@link DatabaseError} if the database can't do it, or not in time. */
export interface Database extends SqlSession {
  /**
   * All of it or nothing, in two messages. An error of `act` is passed on.
   * @param first statements at the begin @param act gets the rows of the last one, and says what is left to do
   */
  transaction<T extends { readonly last: readonly string[] }>(
    first: readonly string[],
    act: (rows: readonly Row[]) => T,
  ): Promise<T>;
  /** @param ms how long a query may take. Default: 5000 */
  connect(ms?: number): Promise<OwnSession>;
  close(): Promise<void>;
}

/** Connects when it is asked. @throws {StartupError} if the address isn't one */
export function createDatabase(url: string): Database {
  const { url: connectionString, place } = checkedAddress(url);
  const settings = {
    connectionString,
    connectionTimeoutMillis: CONNECTS_WITHIN,
    query_timeout: ANSWERS_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'facteur-gateway',
  };
  const pool = createPool(settings);
  return {
    ...sessionOf(pool, place),
    async transaction(first, act) {
      const client = await withoutSecrets(pool.connect(), place);
      const session = sessionOf(client, place);
      // The query's promise rejects with the same error.
      const ignore = () => {};
      client.on('error', ignore);
      try {
        const rows = await session.query([BEGIN, ...first].join('; '));
        const done = act(rows);
        await session.query([...done.last, 'commit'].join('; '));
        client.off('error', ignore);
        client.release();
        return done;
      } catch (error) {
        // The end of the connection ends the transaction.
        client.release(true);
        throw error;
      }
    },
    async connect(ms = ANSWERS_WITHIN) {
      const client = new pg.Client({ ...settings, query_timeout: ms });
      const ended = new Promise<void>(resolve => {
        client.on('error', () => resolve());
        client.on('end', () => resolve());
      });
      await withoutSecrets(client.connect(), place);
      return {
        ...sessionOf(client, place),
        onEnd: act => void ended.then(act),
        onNotification: act => client.on('notification', ({ payload = '' }) => act(payload)),
        end: () => void client.end().catch(() => {}),
      };
    },
    // Connections without an answer must not keep the gateway from ending.
    close: () => Promise.race([pool.end(), sleep(CLOSES_WITHIN, undefined, { ref: false })]),
  };
}

/** Connects later. */
function createPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    max: MOST_CONNECTIONS,
    // A command ends although a connection is still open.
    allowExitOnIdle: true,
    onConnect: client =>
      client.query(
        `set lock_timeout = ${LOCKED_AT_MOST}; set idle_in_transaction_session_timeout = ${STUCK_AT_MOST}`,
      ),
  });
  // Connections that break while they are unused.
  pool.on('error', () => {});
  return pool;
}

const sessionOf = (client: pg.Pool | pg.ClientBase, place: string): SqlSession => ({
  async query(text, values = []) {
    const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await withoutSecrets(
      client.query<Row>(text, [...values]),
      place,
    );
    // Several statements have several results.
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  },
});

/** The code of a server that has no TLS, though the address asks for it. */
export const NO_TLS = 'no TLS';
/** Its error has no code. */
const NO_TLS_MESSAGE = 'The server does not support SSL connections';

/** `code` is PostgreSQL's, which has five characters, the system's, or {@link NO_TLS}. */
export class DatabaseError extends StoreAway {
  constructor(
    code = 'no answer',
    /** Host, port and database, if it says where. */
    readonly place?: string,
  ) {
    super(`the database ${place === undefined ? '' : `${place} `}can’t be used now (${code})`, code);
  }
}

/** Tells an error's code alone: the message of pg's may have what isn't for the log. @throws {DatabaseError} */
async function withoutSecrets<T>(promise: Promise<T>, place: string): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const [code, message] = [fieldOf(error, 'code'), fieldOf(error, 'message')];
    const known = message === NO_TLS_MESSAGE ? NO_TLS : code;
    throw new DatabaseError(typeof known === 'string' ? known : undefined, place);
  }
}
