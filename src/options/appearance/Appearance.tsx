import { TEXT_SIZES, THEMES } from '../../core/settings/settings';
import { Choice } from '../controls/Choice';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';

export function Appearance(group: GroupProps) {
  return (
    <Section group="appearance" t={group.t}>
      <div class="card">
        <Choice
          name="textSize"
          values={TEXT_SIZES}
          labels={{ small: 'textSizeSmall', normal: 'textSizeNormal', large: 'textSizeLarge' }}
          {...group}
        />
        <Choice
          name="theme"
          values={THEMES}
          labels={{ system: 'themeSystem', light: 'themeLight', dark: 'themeDark' }}
          {...group}
        />
      </div>
    </Section>
  );
}
