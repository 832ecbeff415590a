import type { Sender } from '../answer/answer';
import { arrayOf, isText, objectOf, oneOf, type Schema, type TypeOf } from '../store/schema';
import type { MessageKey, Text } from '../text/text';
import { SOUND_CHOICES, type SoundChoice } from './chimes';

/** The most senders in a list; browsers synchronise 8 kB of settings and no more. */
export const MAX_SENDERS = 50;

/** Characters of an entry. */
export const MAX_SENDER_LENGTH = 100;

/** Whom an entry means: an address, everybody at `@example.com`, or else somebody of that very name. */
const isSender: Schema<string> = (value): value is string => {
  const length = isText(value) ? value.trim().length : 0;
  return length > 0 && length <= MAX_SENDER_LENGTH;
};

export const areSenders = arrayOf(isSender, 0, MAX_SENDERS);

/** A sender who always comes through, with a sound of their own if they have one. */
const isVip = objectOf({ sender: isSender }, { sound: oneOf(...SOUND_CHOICES) });

export const areVips = arrayOf(isVip, 0, MAX_SENDERS);

export type Vip = TypeOf<typeof isVip>;

/** What keeps an entry from joining these; undefined where nothing does. White space around it is no part of it. */
export function senderProblem(entry: string, others: readonly string[]): MessageKey | Text | undefined {
  const length = entry.trim().length;
  if (length === 0) return 'senderMissing';
  if (length > MAX_SENDER_LENGTH) return { key: 'senderTooLong', args: [MAX_SENDER_LENGTH] };
  if (others.some(other => fold(other) === fold(entry))) return 'senderKnown';
  if (others.length >= MAX_SENDERS) return { key: 'sendersFull', args: [MAX_SENDERS] };
  return undefined;
}

/** The entry for this sender, or undefined where they are none of these. */
export function findVip(from: Sender, vips: readonly Vip[]): Vip | undefined {
  return vips.find(({ sender }) => isMeant(from, sender));
}

export function isAmong(from: Sender, senders: readonly string[]): boolean {
  return senders.some(sender => isMeant(from, sender));
}

/**
 * The sound that announces mail of these senders together: that of the first VIP who has one, else the usual one. A VIP
 * who is to make no sound silences nobody else.
 */
export function soundOf(senders: readonly Sender[], vips: readonly Vip[], usual: SoundChoice): SoundChoice {
  const sounds = senders.map(from => findVip(from, vips)?.sound);
  const own = sounds.find(sound => sound !== undefined && sound !== 'none');
  return own ?? (sounds.length > 0 && sounds.every(sound => sound === 'none') ? 'none' : usual);
}

function isMeant({ name, address }: Sender, entry: string): boolean {
  const wanted = fold(entry);
  if (wanted.startsWith('@')) return fold(address).endsWith(wanted);
  return wanted === fold(wanted.includes('@') ? address : name);
}

/** Upper and lower case, and the two ways to write an accent, make no difference. */
function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
