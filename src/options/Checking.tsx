import { Flag } from './Flag';
import type { GroupProps } from './group';
import { NumberField } from './NumberField';
import { PolicyNote } from './PolicyNote';
import { Section } from './Section';

/** How often mail is looked for, and what counts. */
export function Checking(group: GroupProps) {
  return (
    <Section group="checking" t={group.t}>
      <div class="card">
        <div class="setting">
          <NumberField name="checkEvery" label="checkEvery" unit="minutes" range="minutesRange" {...group} />
          <PolicyNote name="checkEvery" {...group} />
        </div>
        <Flag name="countSms" label="countSms" hint="countSmsHint" {...group} />
      </div>
    </Section>
  );
}
