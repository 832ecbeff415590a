import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf } from '../shared/error-code';
import { fieldOf } from '../shared/json';
import { StoreAway } from '../shared/records';
import { StartupError } from '../shared/startup-error';

/** Of each gateway, beside one that listens and one that holds locks. */
const MOST_CONNECTIONS = 8;
/** In ms. A database that is stopped, or behind a broken network, answers nothing. */
const CONNECTS_WITHIN = 3000;
const ANSWERS_WITHIN = 5000;
const CLOSES_WITHIN = 2000;
/** In ms: less than a query may take. A transaction of a process that is stuck ends before another one gives up. */
const LOCKED_AT_MOST = 4000;
const STUCK_AT_MOST = 3000;

export interface Session {
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export type Row = Readonly<Record<string, string | null>>;

/** A session of its own. */
export interface OwnSession extends Session {
  /** Called once, when the connection breaks. */
  onEnd(act: () => void): void;
  onNotification(act: (payload: string) => void): void;
  end(): void;
}

/** All reject with a {@link DatabaseError} if the database can't do it, or not in time. */
export interface Database extends Session {
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
  const settings = {
    connectionString: url,
    connectionTimeoutMillis: CONNECTS_WITHIN,
    query_timeout: ANSWERS_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'facteur-gateway',
  };
  const pool = createPool(settings);
  return {
    ...sessionOf(pool),
    async transaction(first, act) {
      const client = await inTime(pool.connect());
      const session = sessionOf(client);
      // Each query says it, too.
      const ignore = () => {};
      client.on('error', ignore);
      try {
        const rows = await session.query(['begin', ...first].join('; '));
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
      await inTime(client.connect());
      return {
        ...sessionOf(client),
        onEnd: act => void ended.then(act),
        onNotification: act => client.on('notification', ({ payload = '' }) => act(payload)),
        end: () => void client.end().catch(() => {}),
      };
    },
    // Connections without an answer must not keep the gateway from ending.
    close: () => Promise.race([pool.end(), sleep(CLOSES_WITHIN, undefined, { ref: false })]),
  };
}

/** Connects later. @throws {StartupError} */
function createPool(settings: pg.PoolConfig): pg.Pool {
  checkAddress(settings);
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

/** @throws {StartupError} without the password, which the error of pg may have */
function checkAddress(settings: pg.ClientConfig): void {
  try {
    new pg.Client(settings);
  } catch (error) {
    throw new StartupError(
      `database-url can’t be used (${codeOf(error)}): give the address of a PostgreSQL database, and certificate files that are there`,
    );
  }
}

const sessionOf = (client: pg.Pool | pg.ClientBase): Session => ({
  async query(text, values = []) {
    const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await inTime(
      client.query<Row>(text, [...values]),
    );
    // Several statements have several results.
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  },
});

/** `code` is PostgreSQL's, which has five characters, or the system's. */
export class DatabaseError extends StoreAway {
  constructor(readonly code = 'no answer') {
    super(`the database can’t be used now (${code})`);
  }
}

/** The message of pg's error may have what isn't for the log. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const code = fieldOf(error, 'code');
    throw new DatabaseError(typeof code === 'string' ? code : undefined);
  }
}
