import type { Message } from './answer';
import { shortDigest } from './short-digest';

/** A mail as the server lists it, without id. */
export interface ListedMail extends Omit<Message, 'id' | 'serverId'> {
  /** `msg_id`; empty if the answer has none. */
  messageId: string;
}

/**
 * Gives each mail an id. Servers reuse ids, change them or send none, so the id comes from sender, subject
 * and date; without a date, from sender, subject and server id. Equal mails get a number, counted from the
 * end of the list because most lists begin with the newest. Mails equal in every field count as one.
 */
export function withIdentities(mails: readonly ListedMail[]): Message[] {
  const distinct = [...new Map(mails.map(mail => [JSON.stringify(mail), mail])).values()];
  const used = new Set<string>();
  return distinct
    .toReversed()
    .map(({ messageId, ...mail }): Message => {
      const serverId = serverIdOf(messageId || (mail.link ?? ''));
      const traits = [...traitsOf(mail), ...(mail.date === undefined ? [serverId] : [])];
      return { ...mail, id: unused(shortDigest(traits.join('\n')), used), serverId };
    })
    .reverse();
}

/** Uses the address, because a later version may decode the name differently. */
function traitsOf({ from: { name, address }, subject, date }: Omit<Message, 'id' | 'serverId'>) {
  return [address.toLowerCase() || name, subject, date];
}

export function areAlike(one: Message, other: Message): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(message: Message): string {
  return traitsOf(message).join('\n');
}

/** Appends a number if the id is used already. */
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

/**
 * Gives the messages the ids that they had in the last list. Matches by sender, subject and date; among equal
 * ones, first by server id.
 * @param former the messages of the last list
 */
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
