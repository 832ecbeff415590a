import { useState } from 'preact/hooks';
import { SOUND_CHOICES, SOUND_NAMES } from '../../core/settings/chimes';
import { RANGES } from '../../core/settings/settings';
import type { Text } from '../../core/text/text';
import { Flag } from '../controls/Flag';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { Radios } from '../controls/Radios';
import { TestSound } from '../controls/TestSound';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import { OwnSound } from './OwnSound';
import type { SoundActions } from './sounds';

interface Props extends GroupProps {
  sounds: SoundActions;
  ownSound: string | undefined;
  say(words: string): void;
}

export function Sound({ sounds, ownSound, say, ...group }: Props) {
  const { settings, policy, t, change } = group;
  const [problem, setProblem] = useState<Text>();
  const tell = (why: Text | undefined) => {
    setProblem(why);
    if (why) say(t(why));
  };
  return (
    <Section group="sound" t={t}>
      <div class="card">
        <Radios
          name="sound"
          legend={t('soundForMail')}
          values={SOUND_CHOICES}
          labels={SOUND_NAMES}
          value={settings.sound}
          disabled={isLocked('sound', policy)}
          describedBy={describedBy('sound', group)}
          t={t}
          onChange={sound => change({ sound })}
          isMissing={sound => sound === 'own' && ownSound === undefined}
          beside={sound =>
            (sound !== 'own' || ownSound !== undefined) && (
              <TestSound
                sound={sound}
                volume={settings.volume}
                t={t}
                play={(...what) => sounds.play(...what).then(() => tell(undefined))}
                onFailed={() => tell({ key: 'soundFailed' })}
              />
            )
          }
        >
          <OwnSound
            name={ownSound}
            t={t}
            onChoose={async file => tell(await sounds.keepOwn(file).catch(() => NOT_SAVED))}
            onRemove={async () =>
              tell(
                await sounds.removeOwn().then(
                  () => undefined,
                  () => NOT_SAVED,
                ),
              )
            }
          />
          {problem && <p class="problem">{t(problem)}</p>}
          <PolicyNote name="sound" {...group} />
        </Radios>
        <Volume {...group} />
        <fieldset class="setting">
          <legend>{t('soundAlso')}</legend>
          <Flag name="soundWhileIdle" label="whileIdle" {...group} />
          <Flag name="soundWhileLocked" label="whileLocked" {...group} />
        </fieldset>
      </div>
    </Section>
  );
}

const NOT_SAVED: Text = { key: 'settingsNotSaved' };

function Volume(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const { min, max } = RANGES.volume;
  const [sliding, setSliding] = useState<number>();
  const volume = sliding ?? settings.volume;
  return (
    <div class="setting">
      <label for="volume">{t('volume')}</label>
      <span class="with-unit">
        <input
          id="volume"
          type="range"
          min={min}
          max={max}
          step={5}
          value={volume}
          disabled={isLocked('volume', policy)}
          aria-describedby={describedBy('volume', group)}
          onInput={event => setSliding(event.currentTarget.valueAsNumber)}
          onChange={event => {
            setSliding(undefined);
            change({ volume: event.currentTarget.valueAsNumber });
          }}
        />
        <span class="volume">{t({ key: 'percent', args: [volume] })}</span>
      </span>
      <PolicyNote name="volume" {...group} />
    </div>
  );
}
