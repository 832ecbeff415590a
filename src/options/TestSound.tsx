import type { SoundChoice } from '../core/sound-choice';
import type { Translate } from '../core/text';
import { Icon } from '../ui/Icon';
import { SOUND_LABELS } from './sounds';

interface Props {
  sound: SoundChoice;
  /** In percent. */
  volume: number;
  t: Translate;
  play(sound: SoundChoice, volume: number): Promise<void>;
  /** Says that it couldn't be heard. */
  onFailed(): void;
}

/** Plays a sound as mail would be announced with it; nothing where there is nothing to hear. */
export function TestSound({ sound, volume, t, play, onFailed }: Props) {
  if (sound === 'none') return null;
  return (
    <button
      type="button"
      class="quiet test"
      aria-label={t({ key: 'testSound', args: [{ key: SOUND_LABELS[sound] }] })}
      onClick={() => void play(sound, volume).catch(onFailed)}
    >
      <Icon name="play" />
      {t('test')}
    </button>
  );
}
