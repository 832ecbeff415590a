import { MailboxError, NO_PLACE } from '../mailbox';
import type { Connections, Place } from './admission';
import { mailboxErrorOf } from './failure';
import { type ImapServer, serverKey } from './imap-server';

/** ms that a person waits for a place. */
const WAIT = 12_000;

/**
 * Signs in with a place of its own, while a person waits. `act` ends its connection, and calls `answered` when the
 * server has let it in. @throws {MailboxError} as `act` does, or without a place in time
 */
export async function visit(
  connections: Connections,
  server: ImapServer,
  act: (place: Pick<Place, 'answered'>) => Promise<void>,
): Promise<void> {
  const askedAt = performance.now();
  const { host } = server;
  const name = serverKey(server);
  let why = new MailboxError('timeout', `${host} can’t be asked: too many sign in at present`, NO_PLACE);
  const entry = connections.enter({
    server: name,
    isVisit: true,
    isAwaited: () => true,
    usedAt: () => askedAt,
    held(failure) {
      why = failure;
      queueMicrotask(() => {
        if (!connections.hurry(name)) entry.cancel();
      });
    },
    giveWay() {},
  });
  const timer = setTimeout(entry.cancel, WAIT);
  const place = await entry.place;
  clearTimeout(timer);
  if (place === undefined) throw why;
  try {
    await act(place);
  } catch (error) {
    place.failed(mailboxErrorOf(error, host));
    throw error;
  } finally {
    place.leave();
  }
}
