import type { Sender } from '../answer/answer';
import type { MessageKey, Text } from '../text/text';
import { findVip, isAmong, meansOnly, senderEntry, senderProblem } from './senders';
import type { Settings } from './settings';

type SenderLists = Pick<Settings, 'mutedSenders' | 'vips'>;

export type SenderList = keyof SenderLists;

/** The settings that the organisation has locked. */
interface Locks {
  locked: readonly string[];
}

/** Whether a list already has this sender, alone or with its whole domain. */
export function isListed(list: SenderList, from: Sender, { mutedSenders, vips }: SenderLists): boolean {
  return list === 'vips' ? findVip(from, vips) !== undefined : isAmong(from, mutedSenders);
}

/** Why a sender can't be added to a list; undefined if it can. */
export function listProblem(
  list: SenderList,
  from: Sender,
  lists: SenderLists,
  { locked }: Locks,
): MessageKey | Text | undefined {
  if (locked.includes(list)) return 'lockedNote';
  const others = list === 'vips' ? lists.vips.map(({ sender }) => sender) : lists.mutedSenders;
  return senderProblem(senderEntry(from), others);
}

/** Adds a sender to a list, and removes it from the other one unless the organisation has locked that. */
export function withSender(
  list: SenderList,
  from: Sender,
  { mutedSenders, vips }: SenderLists,
  { locked }: Locks,
): Partial<SenderLists> {
  const sender = senderEntry(from);
  const stays = (entry: string) => !meansOnly(from, entry);
  if (list === 'vips')
    return {
      vips: [...vips, { sender }],
      ...(!locked.includes('mutedSenders') && { mutedSenders: mutedSenders.filter(stays) }),
    };
  return {
    mutedSenders: [...mutedSenders, sender],
    ...(!locked.includes('vips') && { vips: vips.filter(vip => stays(vip.sender)) }),
  };
}
