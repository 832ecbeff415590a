import type { SoundEffects } from '../../core/settings/chimes';
import { ownSound } from './own-sound';
import { play } from './player';
import { createSoundEffects } from './sound-effects';

export const sounds: SoundEffects = createSoundEffects({ loadOwn: ownSound.get, play });
