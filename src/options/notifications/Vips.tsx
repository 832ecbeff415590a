import { SOUND_CHOICES, SOUND_NAMES, type SoundChoice } from '../../core/settings/chimes';
import { senderProblem, type Vip } from '../../core/settings/senders';
import { isLocked } from '../controls/PolicyNote';
import { TestSound } from '../controls/TestSound';
import type { SoundActions } from '../sound/sounds';
import { EntryList, type EntryListProps } from './EntryList';

interface Props extends EntryListProps {
  sounds: SoundActions;
  hasOwnSound: boolean;
}

const USUAL = 'usual';

export function Vips({ sounds, hasOwnSound, ...props }: Props) {
  const { settings, policy, t, change, say } = props;
  const choices = SOUND_CHOICES.filter(sound => sound !== 'own' || hasOwnSound);
  const setSound = ({ sender }: Vip, sound: SoundChoice | undefined) =>
    change(now => ({
      vips: now.vips.map(vip => (vip.sender === sender ? { sender, ...(sound && { sound }) } : vip)),
    }));
  return (
    <EntryList<'vips', Vip>
      {...props}
      name="vips"
      hint="vipsHint"
      add="addVip"
      example="senderExamples"
      how="senders-how"
      entriesOf={({ vips }) => vips}
      textOf={({ sender }) => sender}
      entryFor={sender => ({ sender })}
      problemOf={senderProblem}
      beside={vip => (
        <>
          <select
            aria-label={t({ key: 'vipSound', args: [vip.sender] })}
            value={vip.sound ?? USUAL}
            disabled={isLocked('vips', policy)}
            onChange={event => {
              const { value } = event.currentTarget;
              setSound(
                vip,
                SOUND_CHOICES.find(sound => sound === value),
              );
            }}
          >
            <option value={USUAL}>{t('usualSound')}</option>
            {choices.map(sound => (
              <option key={sound} value={sound}>
                {t(SOUND_NAMES[sound])}
              </option>
            ))}
          </select>
          <TestSound
            sound={vip.sound ?? settings.sound}
            volume={settings.volume}
            t={t}
            play={sounds.play}
            onFailed={() => say(t('soundFailed'))}
          />
        </>
      )}
    >
      <p id="senders-how" class="hint">
        {t('sendersHow')}
      </p>
    </EntryList>
  );
}
