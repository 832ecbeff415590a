import type { BrowserName } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';
import { HOUR, makeAccount } from '../make';
import {
  changeMailbox,
  dismissAll,
  forgetSession,
  readStored,
  storeAccounts,
  storedMailboxes,
  wake,
} from './extension';
import { type FaultServer, reply, startFaultServer } from './fault-server';
import { answerWith } from './mails';
import { createWorld, type World } from './world';

export interface Entry {
  /** Its path on the server, too, and part of its mails' ids. */
  id: string;
  name?: string;
  /** Where its server is found; the server itself unless given. */
  origin?: string;
}

/** A browser whose accounts are at a server that does as it is told. */
export interface FaultWorld extends World {
  server: FaultServer;
  /** What the account's server answers from now on: so many mails, all of them unread. */
  answer(id: string, mails: number): void;
  /** Makes these the accounts, each with three mails, and waits until all have been checked. Nothing is left of former ones. */
  use(entries: readonly Entry[]): Promise<void>;
  /** Waits until the check of an account that was due has brought an answer. */
  checked(id: string): Promise<void>;
  /** Begins a browser session long after the latest checks. */
  beginSession(): Promise<void>;
}

/** How many mails each account has at first. */
export const MAILS = 3;

/** How long a background that wakes may take to say that it has, in ms. */
const START = 3_000;

export async function createFaultWorld(browser: BrowserName): Promise<FaultWorld> {
  const server = await startFaultServer();
  const world = await createWorld(browser);
  const { session, settings } = world;
  // The permission that adding an account asks for is one for all of this host's ports.
  await world.addAccount('Home');
  await world.badge('6');

  const answer = (id: string, mails: number) => server.turn(`/${id}`, reply('200 OK', answerWith(id, mails)));
  const checked = async (...ids: string[]) => {
    await waitFor(
      () => storedMailboxes(settings),
      stored =>
        ids.every(id => {
          const { attemptedAt = 0, retryAt, failure } = stored[id] ?? {};
          return attemptedAt > Date.now() - HOUR && retryAt === undefined && !failure;
        }),
    );
  };
  return {
    ...world,
    server,
    answer,
    async use(entries) {
      await dismissAll(settings);
      for (const { id } of entries) answer(id, MAILS);
      const accounts = entries.map(({ id, name = id, origin = server.origin }) =>
        makeAccount({ id, name, endpoint: `${origin}/${id}` }),
      );
      await storeAccounts(settings, accounts);
      await checked(...entries.map(({ id }) => id));
      await world.badge(String(MAILS * entries.length));
      await waitFor(
        () => storedMailboxes(settings),
        stored => Object.keys(stored).length === entries.length,
      );
    },
    checked,
    async beginSession() {
      for (const id of Object.keys(await storedMailboxes(settings)))
        await changeMailbox(settings, id, { attemptedAt: Date.now() - 2 * HOUR });
      // A background that wakes between its end and the session's is none of the new session: it is ended, too.
      const hasBegun = async () => {
        await session.killBackground();
        await forgetSession(settings);
        await wake(settings);
        return waitFor(
          () => readStored(settings, 'session'),
          ({ shown }) => shown !== undefined,
          START,
        ).then(
          () => true,
          () => false,
        );
      };
      await waitFor(hasBegun, begun => begun);
    },
    async close() {
      await world.close();
      await server.close();
    },
  };
}
