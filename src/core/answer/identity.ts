import type { Message } from './answer';
import { shortDigest } from './short-digest';

export interface ListedMail extends Omit<Message, 'id' | 'serverId'> {
  /** The server's id as sent; may be empty. */
  messageId: string;
}

/** UTF-16 units. A longer id is not kept, because a cut one may be that of another mail. */
const MAX_MESSAGE_ID = 1000;

/**
 * Makes ids from sender, subject and date, or the server's id without a date, because servers reuse and
 * change their ids. Numbers equal mails from the end of the list. Drops exact duplicates.
 */
export function withIdentities(mails: readonly ListedMail[]): Message[] {
  const distinct = [...new Map(mails.map(mail => [JSON.stringify(mail), mail])).values()];
  const used = new Set<string>();
  return distinct
    .toReversed()
    .map(({ messageId, ...mail }): Message => {
      const serverId = serverIdOf(messageId || (mail.link ?? ''));
      const traits = [...traitsOf(mail), ...(mail.date === undefined ? [serverId] : [])];
      const isKept = messageId !== '' && messageId.length <= MAX_MESSAGE_ID;
      return {
        ...mail,
        id: unused(shortDigest(traits.join('\n')), used),
        serverId,
        ...(isKept && { messageId }),
      };
    })
    .reverse();
}

/** By address: a later version may decode the name differently. */
function traitsOf({ from: { name, address }, subject, date }: Omit<Message, 'id' | 'serverId'>) {
  return [address.toLowerCase() || name, subject, date];
}

export function areAlike(one: Message, other: Message): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(message: Message): string {
  return traitsOf(message).join('\n');
}

function unused(id: string, used: Set<string>): string {
  const [plain] = id.split('.');
  let free = id;
  for (let count = 2; used.has(free); count += 1) free = `${plain}.${count}`;
  used.add(free);
  return free;
}

export function serverIdOf(id: string): string {
  return shortDigest(id);
}

/** Keeps the ids of the last list, `former`: same sender, subject and date, first by server id. */
export function withFormerIds(messages: readonly Message[], former: readonly Message[]): Message[] {
  const left = new Map<string, Message[]>();
  for (const message of former) {
    const alike = keyOf(message);
    left.set(alike, [...(left.get(alike) ?? []), message]);
  }
  const keys = messages.map(keyOf);
  const take = (index: number, isSame: (other: Message) => boolean) => {
    const alike = left.get(keys[index] ?? '') ?? [];
    const at = alike.findIndex(isSame);
    return at < 0 ? undefined : alike.splice(at, 1)[0]?.id;
  };
  const byServer = messages.map(({ serverId }, index) => take(index, other => other.serverId === serverId));
  const ids = messages.map((_message, index) => byServer[index] ?? take(index, () => true));
  const used = new Set(ids.filter(id => id !== undefined));
  return messages.map((message, index) => ({ ...message, id: ids[index] ?? unused(message.id, used) }));
}
