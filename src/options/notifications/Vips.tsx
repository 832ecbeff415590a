import { SOUND_CHOICES, SOUND_NAMES, type SoundChoice } from '../../core/settings/chimes';
import type { Vip } from '../../core/settings/senders';
import { Icon } from '../../ui/Icon';
import { closeIcon } from '../../ui/icons';
import { AddSender } from '../controls/AddSender';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { TestSound } from '../controls/TestSound';
import { useListFocus } from '../hooks/use-list-focus';
import type { GroupProps } from '../page/group';
import type { SoundActions } from '../sound/sounds';

interface Props extends GroupProps {
  sounds: SoundActions;
  hasOwnSound: boolean;
  say(words: string): void;
}

const USUAL = 'usual';

export function Vips({ sounds, hasOwnSound, say, ...group }: Props) {
  const { settings, policy, t, change } = group;
  const { vips, volume } = settings;
  const locked = isLocked('vips', policy);
  const { list, removing } = useListFocus<HTMLUListElement>(vips.length, '#add-vip');
  const choices = SOUND_CHOICES.filter(sound => sound !== 'own' || hasOwnSound);

  const remove = (vip: Vip, index: number) => {
    removing(index);
    change(now => ({ vips: now.vips.filter(({ sender }) => sender !== vip.sender) }));
  };
  const setSound = ({ sender }: Vip, sound: SoundChoice | undefined) =>
    change(now => ({
      vips: now.vips.map(vip => (vip.sender === sender ? { sender, ...(sound && { sound }) } : vip)),
    }));
  return (
    <fieldset class="setting" aria-describedby={describedBy('vips', group, 'vips-note')}>
      <legend>{t('vips')}</legend>
      <p id="vips-note" class="hint">
        {t('vipsHint')}
      </p>
      {vips.length > 0 && (
        <ul class="entries" ref={list}>
          {vips.map((vip, index) => (
            <li key={vip.sender}>
              <span class="who">
                <bdi>{vip.sender}</bdi>
              </span>
              <select
                aria-label={t({ key: 'vipSound', args: [vip.sender] })}
                value={vip.sound ?? USUAL}
                disabled={locked}
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
                volume={volume}
                t={t}
                play={sounds.play}
                onFailed={() => say(t('soundFailed'))}
              />
              <button
                type="button"
                class="quiet remove"
                disabled={locked}
                aria-label={t({ key: 'removeEntry', args: [vip.sender] })}
                onClick={() => remove(vip, index)}
              >
                <Icon icon={closeIcon} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddSender
        id="add-vip"
        label="addVip"
        others={vips.map(({ sender }) => sender)}
        disabled={locked}
        describedBy="senders-how"
        t={t}
        onAdd={sender => change(now => ({ vips: [...now.vips, { sender }] }))}
      />
      <p id="senders-how" class="hint">
        {t('sendersHow')}
      </p>
      <PolicyNote name="vips" {...group} />
    </fieldset>
  );
}
