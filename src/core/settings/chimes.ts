import type { MessageKey } from '../text/text';

/** The sounds that Facteur makes itself. The first stands in where another one can't be played. */
export const CHIMES = ['post-horn', 'bell', 'drops', 'knock', 'rise'] as const;
export type ChimeName = (typeof CHIMES)[number];

/** What may be chosen to be heard: nothing, a chime, or the file that the user gave. */
export const SOUND_CHOICES = ['none', ...CHIMES, 'own'] as const;
export type SoundChoice = (typeof SOUND_CHOICES)[number];

/** What people call each of them. */
export const SOUND_NAMES: Readonly<Record<SoundChoice, MessageKey>> = {
  none: 'soundNone',
  'post-horn': 'soundPostHorn',
  bell: 'soundBell',
  drops: 'soundDrops',
  knock: 'soundKnock',
  rise: 'soundRise',
  own: 'soundOwn',
};

/** What can be played: a chime, or the bytes of a sound file in base64. */
export type PlayableSound = { kind: 'chime'; name: ChimeName } | { kind: 'own'; data: string };

/** What makes itself heard. */
export interface SoundEffects {
  /**
   * Plays what was chosen, and ends when it has been heard. Never rejects: a sound is no reason for anything else to fail.
   * @param volume 0 … 100
   */
  play(choice: SoundChoice, volume: number): Promise<void>;
}

/**
 * The factor for a volume of 0 … 100; what is beyond counts as the nearest. Ears hear in proportions: with the square,
 * each step is about as much louder as the one before.
 */
export function gainOf(volume: number): number {
  return (Math.min(100, Math.max(0, volume)) / 100) ** 2;
}
