import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { within } from './failure';
import { inFolder } from './folder-view';

/** Waiting for a server to say that something changed. */
export interface News {
  /**
   * Resolves with the paths of the folders that changed since the last call as soon as there are any, and with none
   * after `ms` at the latest. Meanwhile the server watches the folder for us, if it can (IDLE, RFC 2177).
   * @throws {MailboxError} where the connection is lost
   */
  wait(path: string, ms: number): Promise<ReadonlySet<string>>;
  /** A folder changed, and the server may not tell. */
  note(path: string): void;
}

/** ms of IDLE below which it was hardly worth while. */
const BRIEF = 1000;

/** ms to wait before the next IDLE after so many brief ones in a row, 2 or more. */
const pauseAfter = (brief: number) => Math.min(10_000, 50 * 2 ** brief);

/**
 * Listens to a connection as long as it lasts.
 * @param deadline ms for the server to answer one command
 */
export function listenForNews(client: ImapFlow, deadline: number): News {
  let changed = new Set<string>();
  let wake = () => {};
  /** What the connection calls the folder that is watched. */
  let watched: string | undefined;
  const note = (path: string) => {
    changed.add(path);
    wake();
  };
  for (const event of ['exists', 'expunge', 'flags'] as const) client.on(event, ({ path }) => note(path));
  client.on('close', () => wake());

  return {
    note,
    async wait(path, ms) {
      let late = false;
      let brief = 0;
      let canIdle = client.capabilities.has('IDLE');
      const timer = setTimeout(() => {
        late = true;
        wake();
      }, ms);
      try {
        while (changed.size === 0 && !late) {
          if (!client.usable) throw new MailboxError('unreachable', 'the connection was lost');
          const woken = new Promise<void>(resolve => {
            wake = resolve;
          });
          if (!canIdle) {
            await woken;
            continue;
          }
          // Another folder may have been opened since, and IDLE watches the one that is open. What came meanwhile is
          // told to nobody.
          const wasOpen = client.mailbox && client.mailbox.path === (watched ?? path);
          await within(
            deadline,
            `opening ${path}`,
            inFolder(client, path, async () => {}),
          );
          watched = client.mailbox ? client.mailbox.path : undefined;
          if (!wasOpen) changed.add(path);
          if (changed.size > 0 || late) break;
          // It ends when another command wants the connection, such as one of a person who reads.
          const idle = client.idle({ whenFree: true }).then(
            ended => {
              canIdle = ended !== false;
            },
            () => {},
          );
          const begin = performance.now();
          await Promise.race([idle, woken]);
          brief = performance.now() - begin < BRIEF ? brief + 1 : 0;
          // A server that ends it at once must not be asked for it without a pause.
          if (changed.size === 0 && !late && brief > 1) await Promise.race([sleep(pauseAfter(brief)), woken]);
        }
        const found = changed;
        changed = new Set();
        return found;
      } finally {
        clearTimeout(timer);
        wake = () => {};
      }
    },
  };
}
