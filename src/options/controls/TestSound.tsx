import { SOUND_NAMES, type SoundChoice } from '../../core/settings/chimes';
import type { Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { playIcon } from '../../ui/icons';

interface Props {
  sound: SoundChoice;
  volume: number;
  t: Translate;
  play(sound: SoundChoice, volume: number): Promise<void>;
  onFailed(): void;
}

/** A button that plays a sound; renders nothing for `none`. */
export function TestSound({ sound, volume, t, play, onFailed }: Props) {
  if (sound === 'none') return null;
  return (
    <button
      type="button"
      class="quiet test"
      aria-label={t({ key: 'testSound', args: [{ key: SOUND_NAMES[sound] }] })}
      onClick={() => void play(sound, volume).catch(onFailed)}
    >
      <Icon icon={playIcon} />
      {t('test')}
    </button>
  );
}
