import { Flag } from '../controls/Flag';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import { QuietHours } from './QuietHours';
import { SnoozeChoice, type SnoozeProps } from './SnoozeChoice';

interface Props extends GroupProps, Omit<SnoozeProps, 't'> {
  say(words: string): void;
  /** BCP 47 */
  locale: string;
  /** Quiet hours are off until then, ms since 1970; 0 if they are on. */
  quietEndedUntil: number;
  onAgain(): Promise<void>;
}

export function Quiet(props: Props) {
  const { say, now, locale, snoozedUntil, quietEndedUntil, onSnooze, onEnd, onAgain, ...group } = props;
  const { t } = group;
  return (
    <Section group="quiet" t={t}>
      <div class="card">
        <p class="setting hint">{t('quietHint')}</p>
        <SnoozeChoice now={now} snoozedUntil={snoozedUntil} t={t} onSnooze={onSnooze} onEnd={onEnd} />
        <QuietHours {...{ say, now, locale, quietEndedUntil, onAgain }} {...group} />
        <Flag name="hideBadgeWhenQuiet" label="hideBadgeWhenQuiet" {...group} />
      </div>
    </Section>
  );
}
