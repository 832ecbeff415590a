import type { BrowserName } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';
import { HOUR, makeAccount } from '../make';
import { changeMailbox, dismissAll, forgetSession, storeAccounts, storedMailboxes, wake } from './extension';
import { type FaultServer, reply, startFaultServer } from './fault-server';
import { answerWith } from './mails';
import { createWorld, type World } from './world';

export interface Entry {
  /** Also its path on the server, and part of its mails' ids. */
  id: string;
  name?: string;
  /** The origin of its server; by default the fault server's. */
  origin?: string;
}

export interface FaultWorld extends World {
  server: FaultServer;
  /** Makes the account's server answer with so many mails, all unread. */
  answer(id: string, mails: number): void;
  /** Replaces all accounts, each with `MAILS` mails, and waits until all have been checked and the old ones are gone. */
  use(entries: readonly Entry[]): Promise<void>;
  /** Waits until the check of a due account has succeeded. */
  checked(id: string): Promise<void>;
  /** Starts a new browser session, two hours after the latest checks. One account at least must be due. */
  beginSession(): Promise<void>;
}

export const MAILS = 3;

/** How long the background may take to start and to begin a check, in ms. */
const START = 8_000;

export async function createFaultWorld(browser: BrowserName): Promise<FaultWorld> {
  const server = await startFaultServer();
  const world = await createWorld(browser);
  const { session, settings } = world;
  // The permission that this account asks for covers every port of this host.
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
      // The background may restart while session storage and alarms are cleared, as no browser does. Then it doesn't
      // check: kill it again.
      const hasBegun = async () => {
        await session.killBackground();
        await forgetSession(settings);
        await wake(settings);
        return waitFor(
          () => storedMailboxes(settings),
          stored => Object.values(stored).some(({ attemptedAt }) => attemptedAt > Date.now() - HOUR),
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
