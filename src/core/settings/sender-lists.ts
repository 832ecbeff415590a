import type { Sender } from '../answer/answer';
import { senderName } from '../answer/sender-name';
import type { MessageKey, Text } from '../text/text';
import { findVip, isAmong, MAX_SENDERS, meansOnly, senderEntry, senderProblem, type Vip } from './senders';
import type { Settings } from './settings';

export type SenderLists = Pick<Settings, 'mutedSenders' | 'vips'>;

export type SenderList = keyof SenderLists;

/** The settings that the organisation has locked. */
interface Locks {
  locked: readonly string[];
}

/** Whether a list already has this sender, alone or with its whole domain. */
export function isListed(list: SenderList, from: Sender, { mutedSenders, vips }: SenderLists): boolean {
  return list === 'vips' ? findVip(from, vips) !== undefined : isAmong(from, mutedSenders);
}

/** Whether a sender is in a list, and only alone: no domain there means it too. */
export function isListedAlone(list: SenderList, from: Sender, lists: SenderLists): boolean {
  return (
    isListed(list, from, lists) && !isListed(list, from, { ...lists, ...withoutEntries(list, from, lists) })
  );
}

/** Removes the entries for this sender alone from a list. */
export function withoutEntries(list: SenderList, from: Sender, lists: SenderLists): Partial<SenderLists> {
  const { vips, mutedSenders } = lists;
  return changedLists(
    lists,
    list === 'vips'
      ? { vips: vips.filter(({ sender }) => !meansOnly(from, sender)), mutedSenders }
      : { vips, mutedSenders: mutedSenders.filter(entry => !meansOnly(from, entry)) },
  );
}

/**
 * Undoes `withoutEntries`.
 * @param before the lists before it
 * @param now the lists after it, which may have changed since
 * @returns the lists that change
 */
export function withEntriesBack(
  list: SenderList,
  from: Sender,
  before: SenderLists,
  now: SenderLists,
): Partial<SenderLists> {
  const { vips, mutedSenders } = now;
  return changedLists(
    now,
    list === 'vips'
      ? { vips: withFormer(from, before.vips, vips), mutedSenders }
      : { vips, mutedSenders: withFormer(from, before.mutedSenders, mutedSenders) },
  );
}

/** Why a sender can't be added to a list; undefined if it can. A sender that stays a VIP can't be muted. */
export function listProblem(
  list: SenderList,
  from: Sender,
  lists: SenderLists,
  { locked }: Locks,
): MessageKey | Text | undefined {
  if (locked.includes(list)) return 'lockedNote';
  const vips = lists.vips.map(({ sender }) => sender);
  if (list === 'vips') return senderProblem(senderEntry(from), vips);
  const staying = locked.includes('vips') ? vips : vips.filter(entry => !meansOnly(from, entry));
  if (isAmong(from, staying)) return { key: 'staysVip', args: [senderName(from)] };
  return senderProblem(senderEntry(from), lists.mutedSenders);
}

/**
 * Adds a sender to a list, if it can be added, and removes it from the other one unless the organisation has
 * locked that.
 * @returns the lists that change
 */
export function withSender(
  list: SenderList,
  from: Sender,
  lists: SenderLists,
  locks: Locks,
): Partial<SenderLists> {
  if (listProblem(list, from, lists, locks)) return {};
  const sender = senderEntry(from);
  const others = <Entry extends string | Vip>(other: SenderList, entries: readonly Entry[]) =>
    entries.filter(entry => locks.locked.includes(other) || !meansOnly(from, textOf(entry)));
  const { vips, mutedSenders } = lists;
  return changedLists(
    lists,
    list === 'vips'
      ? { vips: [...vips, { sender }], mutedSenders: others('mutedSenders', mutedSenders) }
      : { vips: others('vips', vips), mutedSenders: [...mutedSenders, sender] },
  );
}

/**
 * Undoes `withSender`.
 * @param before the lists before it
 * @param now the lists after it, which may have changed since
 * @returns the lists that change
 */
export function withoutSender(
  list: SenderList,
  from: Sender,
  before: SenderLists,
  now: SenderLists,
): Partial<SenderLists> {
  const sender = senderEntry(from);
  const { vips, mutedSenders } = now;
  return changedLists(
    now,
    list === 'vips'
      ? {
          vips: vips.filter(vip => vip.sender !== sender),
          mutedSenders: withFormer(from, before.mutedSenders, mutedSenders),
        }
      : {
          vips: withFormer(from, before.vips, vips),
          mutedSenders: mutedSenders.filter(entry => entry !== sender),
        },
  );
}

/** With the former entries for this sender alone, each in its place, as far as there is room. */
function withFormer<Entry extends string | Vip>(
  from: Sender,
  before: readonly Entry[],
  now: Entry[],
): Entry[] {
  return before.reduce((after, entry, index) => {
    const text = textOf(entry);
    const isBack = after.some(it => textOf(it) === text);
    const mayReturn = meansOnly(from, text) && !isBack && after.length < MAX_SENDERS;
    return mayReturn ? after.toSpliced(index, 0, entry) : after;
  }, now);
}

function textOf(entry: string | Vip): string {
  return typeof entry === 'string' ? entry : entry.sender;
}

function changedLists(before: SenderLists, { vips, mutedSenders }: SenderLists): Partial<SenderLists> {
  return {
    ...(vips.length !== before.vips.length && { vips }),
    ...(mutedSenders.length !== before.mutedSenders.length && { mutedSenders }),
  };
}
