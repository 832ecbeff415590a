import type { CopyResponseObject, ImapFlow } from 'imapflow';
import { stillThere } from './fetch-messages';
import type { Place } from './message-store';
import { isRefusal, orRefusal } from './refused-command';
import { uidSets } from './uid-sets';

/** By UID in the open folder. The new place is unknown if the server doesn't tell it (COPYUID, RFC 4315). */
export type Places = ReadonlyMap<number, Place | undefined>;

export interface Moved {
  readonly places: Places;
  /** Why the others were not moved. */
  readonly refusal?: unknown;
}

/** Without MOVE among its capabilities, imapflow would copy and then send EXPUNGE. */
export const canMove = ({ capabilities }: ImapFlow): boolean => capabilities.has('MOVE');

/**
 * Moves messages of the open folder to another one: with MOVE (RFC 6851), or with COPY, \Deleted and UID EXPUNGE. Without
 * UIDPLUS they stay marked as deleted: EXPUNGE would also remove what other programs have marked.
 * @param copied UIDs of messages that lie in the other folder already, since the answer to an earlier COPY was lost
 * @throws imapflow's error of a lost connection
 */
export async function moveMessages(
  client: ImapFlow,
  uids: readonly number[],
  to: string,
  copied: ReadonlySet<number> = new Set(),
): Promise<Moved> {
  const places = new Map<number, Place | undefined>();
  for (const chunk of uidSets(uids)) {
    try {
      const move = canMove(client) ? moveByCommand : moveByCopy;
      const answer = await move(client, chunk.uids, to, copied);
      for (const uid of chunk.uids) places.set(uid, placeIn(answer, uid, to));
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      // MOVE may have moved a part (RFC 6851, 3.3).
      await client.noop();
      const left = await stillThere(client, chunk.uids);
      for (const uid of chunk.uids) if (!left.has(uid)) places.set(uid, undefined);
      return { places, refusal };
    }
  }
  return { places };
}

type Answer = CopyResponseObject | undefined;

const moveByCommand = async (client: ImapFlow, uids: readonly number[], to: string): Promise<Answer> =>
  orRefusal(client, () => client.messageMove(setOf(uids), to, { uid: true }));

async function moveByCopy(
  client: ImapFlow,
  uids: readonly number[],
  to: string,
  copied: ReadonlySet<number>,
): Promise<Answer> {
  const missing = uids.filter(uid => !copied.has(uid));
  const answer =
    missing.length === 0
      ? undefined
      : await orRefusal(client, () => client.messageCopy(setOf(missing), to, { uid: true }));
  if (client.capabilities.has('UIDPLUS'))
    await orRefusal(client, () => client.messageDelete(setOf(uids), { uid: true }));
  else await orRefusal(client, () => client.messageFlagsAdd(setOf(uids), ['\\Deleted'], { uid: true }));
  return answer;
}

const setOf = (uids: readonly number[]) => uidSets(uids)[0]?.set ?? '';

function placeIn(answer: Answer, uid: number, path: string): Place | undefined {
  const there = answer?.uidMap?.get(uid);
  if (there === undefined || answer?.uidValidity === undefined) return undefined;
  return { path, validity: String(answer.uidValidity), uid: there };
}
