import type { SoundChoice } from '../../core/settings/chimes';
import type { Text } from '../../core/text/text';

/** What the page can have done with sounds. */
export interface SoundActions {
  /** Plays it in the page, at a volume in percent. Rejects where it can't be heard. */
  play(sound: SoundChoice, volume: number): Promise<void>;
  /** Keeps this file as the user's own sound; gives what is wrong with it instead where something is. */
  keepOwn(file: File): Promise<Text | undefined>;
  removeOwn(): Promise<void>;
}
