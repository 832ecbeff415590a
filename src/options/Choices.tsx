import { useState } from 'preact/hooks';
import { INTERVAL, type Settings } from '../core/settings';
import type { MessageKey, Translate } from '../core/text';

interface Props {
  settings: Settings;
  t: Translate;
  onChange(change: Partial<Settings>): Promise<void>;
}

/** The settings beside the accounts. Each is saved as it is changed. */
export function Choices({ settings, t, onChange }: Props) {
  const [outcome, setOutcome] = useState<'saved' | 'settingsNotSaved'>();
  const [intervalProblem, setIntervalProblem] = useState(false);

  const save = async (change: Partial<Settings>) => {
    setOutcome(undefined);
    await onChange(change).then(
      () => setOutcome('saved'),
      () => setOutcome('settingsNotSaved'),
    );
  };
  const saveInterval = (text: string) => {
    const minutes = Number(text);
    const valid = Number.isInteger(minutes) && minutes >= INTERVAL.min && minutes <= INTERVAL.max;
    setIntervalProblem(!valid);
    if (valid) void save({ checkEvery: minutes });
  };
  const checkbox = (name: 'notifications' | 'countSms', label: MessageKey, hint: MessageKey) => (
    <Checkbox
      name={name}
      label={t(label)}
      hint={t(hint)}
      checked={settings[name]}
      onChange={checked => void save({ [name]: checked })}
    />
  );
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{t('announcing')}</h2>
      <div class="card">
        <div class="field">
          <label for="check-every">{t('checkEvery')}</label>
          <span class="with-unit">
            <input
              id="check-every"
              type="number"
              min={INTERVAL.min}
              max={INTERVAL.max}
              defaultValue={settings.checkEvery}
              aria-invalid={intervalProblem || undefined}
              aria-describedby="check-every-note"
              onChange={event => saveInterval(event.currentTarget.value)}
            />
            <span>{t('minutes')}</span>
          </span>
          <p id="check-every-note" class={intervalProblem ? 'problem' : 'hint'}>
            {t('checkEveryProblem')}
          </p>
        </div>
        {checkbox('notifications', 'desktopNotifications', 'desktopNotificationsHint')}
        {checkbox('countSms', 'countSms', 'countSmsHint')}
        <p role="status" class={outcome === 'settingsNotSaved' ? 'bad' : 'good'}>
          {outcome ? t(outcome) : ''}
        </p>
      </div>
    </section>
  );
}

interface CheckboxProps {
  name: string;
  label: string;
  hint: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

function Checkbox({ name, label, hint, checked, onChange }: CheckboxProps) {
  return (
    <div class="field checkbox">
      <input
        id={name}
        type="checkbox"
        checked={checked}
        aria-describedby={`${name}-note`}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <label for={name}>{label}</label>
      <p id={`${name}-note`} class="hint">
        {hint}
      </p>
    </div>
  );
}
