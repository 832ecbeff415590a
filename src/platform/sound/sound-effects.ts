import { CHIMES, type PlayableSound, type SoundEffects } from '../../core/settings/chimes';
import type { OwnSound } from '../../core/settings/own-sound';

/** Plays what was chosen, and what stands in for it where it can't be played. */
export function createSoundEffects(effects: {
  loadOwn(): Promise<OwnSound | undefined>;
  /** Rejects where it can't be played. */
  play(sound: PlayableSound, volume: number): Promise<void>;
}): SoundEffects {
  const standIn: PlayableSound = { kind: 'chime', name: CHIMES[0] };

  async function playOwn(volume: number): Promise<void> {
    const own = await effects.loadOwn().catch(() => undefined);
    // Whoever wants to hear that there is mail must not be left in silence by a file.
    const sound: PlayableSound = own ? { kind: 'own', data: own.data } : standIn;
    await effects.play(sound, volume).catch(() => effects.play(standIn, volume));
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
