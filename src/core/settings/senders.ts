import type { Sender } from '../answer/answer';
import { arrayOf, isText, objectOf, oneOf, type Schema, type TypeOf } from '../store/schema';
import type { MessageKey, Text } from '../text/text';
import { SOUND_CHOICES, type SoundChoice } from './chimes';

/** Limited because browsers synchronise only 8 kB of settings. */
export const MAX_SENDERS = 50;

/** UTF-16 units. */
export const MAX_SENDER_LENGTH = 100;

/** An address, also with a name (`Anna <anna@example.com>`), a domain such as `@example.com`, or a full name. */
const isSender: Schema<string> = (value): value is string => {
  const length = isText(value) ? value.trim().length : 0;
  return length > 0 && length <= MAX_SENDER_LENGTH;
};

export const areSenders = arrayOf(isSender, 0, MAX_SENDERS);

/** Words of a subject, with the limits of senders. */
export const areWords = areSenders;

/** A sender whose mail always notifies, with an optional own sound. */
const isVip = objectOf({ sender: isSender }, { sound: oneOf(...SOUND_CHOICES) });

export const areVips = arrayOf(isVip, 0, MAX_SENDERS);

export type Vip = TypeOf<typeof isVip>;

/** Why an entry can't be added; undefined if it can. Ignores white space around it. */
export function senderProblem(entry: string, others: readonly string[]): MessageKey | Text | undefined {
  const length = entry.trim().length;
  if (length === 0) return 'senderMissing';
  if (length > MAX_SENDER_LENGTH) return { key: 'entryTooLong', args: [MAX_SENDER_LENGTH] };
  if (others.some(other => fold(other) === fold(entry))) return 'senderKnown';
  if (others.length >= MAX_SENDERS) return { key: 'sendersFull', args: [MAX_SENDERS] };
  return undefined;
}

export function findVip(from: Sender, vips: readonly Vip[]): Vip | undefined {
  return vips.find(({ sender }) => isMeant(from, sender));
}

export function isAmong(from: Sender, senders: readonly string[]): boolean {
  return senders.some(sender => isMeant(from, sender));
}

/** The first VIP's own sound, else `usual`. Silent if all senders are VIPs with the sound `none`. */
export function soundOf(senders: readonly Sender[], vips: readonly Vip[], usual: SoundChoice): SoundChoice {
  const sounds = senders.map(from => findVip(from, vips)?.sound);
  const own = sounds.find(sound => sound !== undefined && sound !== 'none');
  return own ?? (sounds.length > 0 && sounds.every(sound => sound === 'none') ? 'none' : usual);
}

/** The entry for exactly this sender: its name and address if there is room, else one of them; empty if it has neither. */
export function senderEntry({ name, address }: Sender): string {
  const named = `${name} <${address}>`;
  if (!address) return name.includes('@') ? '' : name;
  return name && name !== address && named.length <= MAX_SENDER_LENGTH ? named : address;
}

/** Whether the entry means this sender alone, not its whole domain. */
export function meansOnly(from: Sender, entry: string): boolean {
  return !fold(entry).startsWith('@') && isMeant(from, entry);
}

function isMeant({ name, address }: Sender, entry: string): boolean {
  const wanted = fold(addressIn(entry) ?? entry);
  if (wanted.startsWith('@')) return fold(address).endsWith(wanted);
  return wanted === fold(wanted.includes('@') ? address : name);
}

/** The address in `Name <address>`. */
function addressIn(entry: string): string | undefined {
  return /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(entry)?.[1];
}

/** Ignores case and Unicode normalisation. */
function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
