import type { SoundEffects } from '../core/chimes';
import { ownSoundItem } from './items';
import { play } from './player';
import { createSoundEffects } from './sound-effects';

/** Plays sounds from the background. */
export const sounds: SoundEffects = createSoundEffects({ loadOwn: ownSoundItem.get, play });
