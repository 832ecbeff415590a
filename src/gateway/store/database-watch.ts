import { setTimeout as sleep } from 'node:timers/promises';
import { growingDelay } from '../shared/growing-delay';
import type { Log } from '../shared/log';
import type { Database, OwnSession } from './database';

/** Tells what other processes change, and whether the database can be reached. */
export interface Watch {
  /** Whether each change is told. */
  isListening(): boolean;
  isAway(): boolean;
  /** Somebody has got no answer: looks at once. */
  doubt(): void;
  close(): void;
}

export interface WatchOptions {
  readonly channel: string;
  readonly log: Log;
  /** Called with what a process has told of a change. */
  onChange(payload: string): void;
  /** Some changes may not have been told. */
  onGap(): void;
}

/** ms between two signs of life: a connection may have broken without a word. */
const LOOK_EVERY = 2000;
const ANSWERS_WITHIN = 2000;
/** ms until the next try to connect; it grows. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/** Listens on a connection of its own, and connects again when it is lost. */
export function watchDatabase(database: Database, { channel, log, onChange, onGap }: WatchOptions): Watch {
  let isClosed = false;
  let isListening = false;
  let isAway = false;
  /** In a row. */
  let failures = 0;
  let session: OwnSession | undefined;
  let wake = () => {};
  const pause = (ms: number) =>
    Promise.race([
      sleep(ms, undefined, { ref: false }),
      new Promise<void>(resolve => {
        wake = resolve;
      }),
    ]);

  const setAway = (is: boolean, why = '') => {
    if (is && !isAway) log.warn(`${why}: the gateway goes on with what it knows`);
    if (!is && isAway) log.warn('the database is back');
    isAway = is;
  };
  /** Ends when the connection is lost. Rejects if there is no answer. */
  const listen = async (own: OwnSession) => {
    let isLost = false;
    own.onEnd(() => {
      isLost = true;
      isListening = false;
      wake();
    });
    own.onNotification(onChange);
    await own.query(`listen ${channel}`);
    onGap();
    isListening = true;
    setAway(false);
    for (;;) {
      await pause(LOOK_EVERY);
      if (isLost || isClosed) return;
      await own.query('select 1');
      failures = 0;
    }
  };
  const run = async () => {
    while (!isClosed) {
      try {
        session = await database.connect(ANSWERS_WITHIN);
        await listen(session);
      } catch (error) {
        if (!isClosed) setAway(true, error instanceof Error ? error.message : '');
      }
      isListening = false;
      session?.end();
      session = undefined;
      failures += 1;
      // A connection that was fine is opened again at once.
      const isAtOnce = failures === 1;
      if (!isClosed && !isAtOnce)
        await pause(growingDelay(FIRST_PAUSE, LONGEST_PAUSE, failures, Math.random));
    }
  };
  void run();
  return {
    isListening: () => isListening,
    isAway: () => isAway,
    doubt() {
      if (isListening) wake();
    },
    close() {
      isClosed = true;
      wake();
      session?.end();
    },
  };
}
