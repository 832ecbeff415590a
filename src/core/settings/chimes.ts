import type { MessageKey } from '../text/text';

/** Synthesised sounds. The first is the fallback for a sound that can't be played. */
export const CHIMES = ['post-horn', 'bell', 'drops', 'knock', 'rise'] as const;
export type ChimeName = (typeof CHIMES)[number];

export const SOUND_CHOICES = ['none', ...CHIMES, 'own'] as const;
export type SoundChoice = (typeof SOUND_CHOICES)[number];

export const SOUND_NAMES: Readonly<Record<SoundChoice, MessageKey>> = {
  none: 'soundNone',
  'post-horn': 'soundPostHorn',
  bell: 'soundBell',
  drops: 'soundDrops',
  knock: 'soundKnock',
  rise: 'soundRise',
  own: 'soundOwn',
};

/** A chime, or a sound file in base64. */
export type PlayableSound = { kind: 'chime'; name: ChimeName } | { kind: 'own'; data: string };

export interface SoundEffects {
  /** Resolves at the end of the sound; never rejects. `volume` is 0 … 100. */
  play(choice: SoundChoice, volume: number): Promise<void>;
}

/** The gain for a volume, which is limited to 0 … 100. The square makes steps sound even. */
export function gainOf(volume: number): number {
  return (Math.min(100, Math.max(0, volume)) / 100) ** 2;
}
