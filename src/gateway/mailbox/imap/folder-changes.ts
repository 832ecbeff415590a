import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { withTimeout } from './failure';
import { inFolder } from './folder-view';

export interface FolderChanges {
  /**
   * Resolves with the paths that changed since the last call, or an empty set after `ms`. Meanwhile the
   * server watches the folder `path` (IDLE, RFC 2177). @throws {MailboxError} if the connection is lost
   */
  wait(path: string, ms: number): Promise<ReadonlySet<string>>;
  /** Marks a folder as changed, in case the server doesn't report it. */
  note(path: string): void;
}

/** An IDLE shorter than this (ms) is brief. */
const BRIEF_IDLE = 1000;

/** ms to wait before the next IDLE after `brief` brief ones in a row, 2 or more. */
const pauseAfter = (brief: number) => Math.min(10_000, 50 * 2 ** brief);

/** `deadline` is in ms, for one command. */
export function watchFolderChanges(client: ImapFlow, deadline: number): FolderChanges {
  let changed = new Set<string>();
  let wake = () => {};
  /** The watched folder's path, as imapflow writes it. */
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
      let timedOut = false;
      let brief = 0;
      let canIdle = client.capabilities.has('IDLE');
      const timer = setTimeout(() => {
        timedOut = true;
        wake();
      }, ms);
      try {
        while (changed.size === 0 && !timedOut) {
          if (!client.usable) throw new MailboxError('unreachable', 'the connection was lost');
          const woken = new Promise<void>(resolve => {
            wake = resolve;
          });
          if (!canIdle) {
            await woken;
            continue;
          }
          // IDLE watches the open folder. If another one was open, this folder's changes were not reported.
          const wasOpen = client.mailbox && client.mailbox.path === (watched ?? path);
          await withTimeout(
            deadline,
            `opening ${path}`,
            inFolder(client, path, async () => {}),
          );
          watched = client.mailbox ? client.mailbox.path : undefined;
          if (!wasOpen) changed.add(path);
          if (changed.size > 0 || timedOut) break;
          const idle = client.idle({ whenFree: true }).then(
            ended => {
              canIdle = ended !== false;
            },
            () => {},
          );
          const begin = performance.now();
          await Promise.race([idle, woken]);
          brief = performance.now() - begin < BRIEF_IDLE ? brief + 1 : 0;
          // Pause before the next IDLE if the server ends it at once.
          if (changed.size === 0 && !timedOut && brief > 1)
            await Promise.race([sleep(pauseAfter(brief)), woken]);
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
