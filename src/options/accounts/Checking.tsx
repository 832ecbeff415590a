import { AUTOMATIC } from '../../core/mailbox/schedule';
import { Checkbox } from '../controls/Checkbox';
import { Flag } from '../controls/Flag';
import { NumberField } from '../controls/NumberField';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';

/** First value in minutes when the user turns automatic off. */
const USUAL = AUTOMATIC / 60_000;

export function Checking(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const id = 'check-automatically';
  return (
    <Section group="checking" t={t}>
      <div class="card">
        <Checkbox
          id={id}
          label={t('checkAutomatically')}
          hint={t('checkAutomaticallyHint')}
          checked={settings.checkEvery === 'automatic'}
          disabled={isLocked('checkEvery', policy)}
          describedBy={describedBy('checkEvery', group, `${id}-note`)}
          onChange={automatic => change({ checkEvery: automatic ? 'automatic' : USUAL })}
        >
          <NumberField name="checkEvery" label="checkEvery" unit="minutes" range="minutesRange" {...group} />
          <PolicyNote name="checkEvery" {...group} />
        </Checkbox>
        <Flag name="countSms" label="countSms" hint="countSmsHint" {...group} />
      </div>
    </Section>
  );
}
