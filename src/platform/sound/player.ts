import type { PlayableSound } from '../../core/settings/chimes';
import { offscreenPage } from '../offscreen-page';
import { playHere } from './sound';

/**
 * Plays a sound from the background. Resolves when the sound has ended; rejects if it can't be played.
 * Firefox's event page plays it itself; Chrome's worker uses the offscreen page.
 * @param volume 0 … 100
 */
export const play: (sound: PlayableSound, volume: number) => Promise<void> = __FIREFOX__
  ? playHere
  : async (sound, volume) => {
      const lease = offscreenPage.lease();
      try {
        if (!(await lease.ask('playSound', { sound, volume })))
          throw new Error('The offscreen page could not play the sound');
      } finally {
        await lease.release();
      }
    };
