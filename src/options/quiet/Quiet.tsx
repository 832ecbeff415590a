import { Flag } from '../controls/Flag';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import { QuietHours } from './QuietHours';
import { SnoozeChoice, type SnoozeProps } from './SnoozeChoice';

interface Props extends GroupProps, Omit<SnoozeProps, 't'> {
  say(words: string): void;
  /** BCP 47 */
  locale: string;
}

export function Quiet({ say, now, locale, snoozedUntil, onSnooze, onEnd, ...group }: Props) {
  const { t } = group;
  return (
    <Section group="quiet" t={t}>
      <div class="card">
        <p class="setting hint">{t('quietHint')}</p>
        <SnoozeChoice now={now} snoozedUntil={snoozedUntil} t={t} onSnooze={onSnooze} onEnd={onEnd} />
        <QuietHours say={say} now={now} locale={locale} {...group} />
        <Flag name="hideBadgeWhenQuiet" label="hideBadgeWhenQuiet" {...group} />
      </div>
    </Section>
  );
}
