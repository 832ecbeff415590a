import { TEXT_SIZES, THEMES } from '../../core/settings/settings';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { Radios } from '../controls/Radios';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';

export function Appearance(group: GroupProps) {
  const { settings, policy, t, change } = group;
  return (
    <Section group="appearance" t={t}>
      <div class="card">
        <Radios
          name="textSize"
          legend={t('textSize')}
          values={TEXT_SIZES}
          labels={{ small: 'textSizeSmall', normal: 'textSizeNormal', large: 'textSizeLarge' }}
          value={settings.textSize}
          disabled={isLocked('textSize', policy)}
          describedBy={describedBy('textSize', group)}
          t={t}
          onChange={textSize => change({ textSize })}
        >
          <PolicyNote name="textSize" {...group} />
        </Radios>
        <Radios
          name="theme"
          legend={t('theme')}
          values={THEMES}
          labels={{ system: 'themeSystem', light: 'themeLight', dark: 'themeDark' }}
          value={settings.theme}
          disabled={isLocked('theme', policy)}
          describedBy={describedBy('theme', group)}
          t={t}
          onChange={theme => change({ theme })}
        >
          <PolicyNote name="theme" {...group} />
        </Radios>
      </div>
    </Section>
  );
}
