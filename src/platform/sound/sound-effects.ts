import { CHIMES, type PlayableSound, type SoundEffects } from '../../core/settings/chimes';
import type { OwnSound } from '../../core/settings/own-sound';

/** Plays the chosen sound, or the first chime if the user's own sound can't be played. Never rejects. */
export function createSoundEffects(effects: {
  loadOwn(): Promise<OwnSound | undefined>;
  /** Rejects if the sound can't be played. `volume` is 0 … 100. */
  play(sound: PlayableSound, volume: number): Promise<void>;
}): SoundEffects {
  const fallback: PlayableSound = { kind: 'chime', name: CHIMES[0] };

  async function playOwn(volume: number): Promise<void> {
    const own = await effects.loadOwn().catch(() => undefined);
    // A missing or broken file must not mean silence: play a chime instead.
    const sound: PlayableSound = own ? { kind: 'own', data: own.data } : fallback;
    await effects.play(sound, volume).catch(() => effects.play(fallback, volume));
  }

  return {
    async play(choice, volume) {
      if (choice === 'none' || volume <= 0) return;
      const playing =
        choice === 'own' ? playOwn(volume) : effects.play({ kind: 'chime', name: choice }, volume);
      await playing.catch(() => {});
    },
  };
}
