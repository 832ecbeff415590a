import type { Message } from './answer';
import { shortDigest } from './short-digest';

/** A mail as a server lists it, before it has an identity. */
export interface ListedMail extends Omit<Message, 'id' | 'serverId'> {
  /** The answer's `msg_id`; empty where it gives none. */
  messageId: string;
}

/**
 * Gives each mail of an answer its identity. Servers renumber, use ids again, change them at each answer or give none:
 * so a dated mail is known by its sender, subject and date, and an undated one by its sender, subject and the server's
 * id. Mails that are alike in that are told apart by how many there are; the last one listed counts as the first, for
 * most lists begin with the newest. A mail listed twice, word for word, is one.
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

/** What a mail is, whatever the server calls it. An address says who sent it; a name may be decoded otherwise one day. */
function traitsOf({ from: { name, address }, subject, date }: Omit<Message, 'id' | 'serverId'>) {
  return [address.toLowerCase() || name, subject, date];
}

/** Whether two mails share sender, subject and date. */
export function areAlike(one: Message, other: Message): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(message: Message): string {
  return traitsOf(message).join('\n');
}

/** The id, with a number behind it where it is used already. */
function unused(id: string, used: Set<string>): string {
  const [plain] = id.split('.');
  let free = id;
  for (let count = 2; used.has(free); count += 1) free = `${plain}.${count}`;
  used.add(free);
  return free;
}

/** The digest of an id that a server gave. */
export function serverIdOf(id: string): string {
  return shortDigest(id);
}

/**
 * The messages, each that the last list held under its id there: one with the same sender, subject and date, and where
 * several are alike in that, the one with the same id of the server's, or else any.
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
