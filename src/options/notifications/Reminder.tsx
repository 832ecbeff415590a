import { useState } from 'preact/hooks';
import { NumberField } from '../controls/NumberField';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import type { GroupProps } from '../page/group';

/** Common choices in minutes; 0 means never. */
const USUAL: readonly number[] = [0, 5, 15, 30, 60];

const OWN = 'own';

export function Reminder(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const { remindAfter } = settings;
  const [wantsOwn, setWantsOwn] = useState(false);
  const isOwn = wantsOwn || !USUAL.includes(remindAfter);
  const choose = (value: string) => {
    setWantsOwn(value === OWN);
    if (value !== OWN) change({ remindAfter: Number(value) });
    else if (remindAfter === 0) change({ remindAfter: 10 });
  };
  return (
    <div class="setting">
      <label for="remind">{t('remind')}</label>
      <select
        id="remind"
        value={isOwn ? OWN : String(remindAfter)}
        disabled={isLocked('remindAfter', policy)}
        aria-describedby={describedBy('remindAfter', group, 'remind-note')}
        onChange={event => choose(event.currentTarget.value)}
      >
        {USUAL.map(minutes => (
          <option key={minutes} value={String(minutes)}>
            {t(minutes === 0 ? 'never' : { key: 'afterMinutes', args: [minutes] })}
          </option>
        ))}
        <option value={OWN}>{t('ownTime')}</option>
      </select>
      {isOwn && (
        <NumberField
          name="remindAfter"
          label="afterHowLong"
          unit="minutes"
          range="minutesRange"
          min={1}
          {...group}
        />
      )}
      <p id="remind-note" class="hint">
        {t('remindHint')}
      </p>
      <PolicyNote name="remindAfter" {...group} />
    </div>
  );
}
