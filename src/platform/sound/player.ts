import type { PlayableSound } from '../../core/settings/chimes';
import { offscreenPage } from '../offscreen-page';
import { playHere } from './sound';

/**
 * Plays a sound wherever this browser can, from the background, and ends when the sound has. Rejects where it can't.
 * Firefox's event page plays it itself; Chrome's worker has an offscreen page do so.
 * @param volume 0 … 100
 */
export const play: (sound: PlayableSound, volume: number) => Promise<void> = __FIREFOX__
  ? playHere
  : async (sound, volume) => {
      const lease = offscreenPage.lease();
      try {
        if (!(await lease.ask('playSound', { sound, volume }))) throw new Error('The browser plays no sound');
      } finally {
        await lease.release();
      }
    };
