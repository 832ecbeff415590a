import { useState } from 'preact/hooks';
import type { Policy } from '../core/policy';
import { PRIVACY_LEVELS, type PrivacyLevel, RANGES, type SettingName, type Settings } from '../core/settings';
import { notSavedText } from '../core/sync';
import type { MessageKey, Translate } from '../core/text';
import { Checkbox } from './Checkbox';
import { isItsChoice, isLocked, PolicyNote, policyNoteId } from './PolicyNote';

interface Props {
  settings: Settings;
  policy: Policy;
  t: Translate;
  onChange(change: Partial<Settings>): Promise<void>;
}

const PRIVACY_LABELS: Readonly<Record<PrivacyLevel, MessageKey>> = {
  everything: 'privacyEverything',
  sender: 'privacySender',
  count: 'privacyCount',
};

/** The settings beside the accounts. Each is saved as it is changed; what the organisation has locked can't be. */
export function Choices({ settings, policy, t, onChange }: Props) {
  const [outcome, setOutcome] = useState<MessageKey>();
  const [intervalProblem, setIntervalProblem] = useState(false);

  const save = async (change: Partial<Settings>) => {
    setOutcome(undefined);
    await onChange(change).then(
      () => setOutcome('saved'),
      error => setOutcome(notSavedText(error)),
    );
  };
  const saveInterval = (text: string) => {
    const minutes = Number(text);
    const valid =
      Number.isInteger(minutes) && minutes >= RANGES.checkEvery.min && minutes <= RANGES.checkEvery.max;
    setIntervalProblem(!valid);
    if (valid) void save({ checkEvery: minutes });
  };
  const note = (name: SettingName) =>
    isItsChoice(name, settings, policy) && <PolicyNote name={name} locked={isLocked(name, policy)} t={t} />;
  /** What every setting's field has: `hintId` describes it, and so does the organisation's note where there is one. */
  const common = (name: SettingName, hintId?: string) => ({
    disabled: isLocked(name, policy),
    'aria-describedby': [hintId, isItsChoice(name, settings, policy) && policyNoteId(name)]
      .filter(Boolean)
      .join(' '),
  });
  const intervalLocked = isLocked('checkEvery', policy);
  const checkbox = (name: 'notifications' | 'countSms', label: MessageKey, hint: MessageKey) => (
    <Checkbox
      name={name}
      label={t(label)}
      hint={t(hint)}
      checked={settings[name]}
      attributes={common(name, `${name}-note`)}
      note={note(name)}
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
              {...common('checkEvery', intervalLocked ? undefined : 'check-every-note')}
              // What the organisation has changed is shown anew; else what the user is typing stays.
              key={`${intervalLocked} ${policy.settings.checkEvery}`}
              id="check-every"
              type="number"
              min={RANGES.checkEvery.min}
              max={RANGES.checkEvery.max}
              defaultValue={settings.checkEvery}
              aria-invalid={intervalProblem || undefined}
              onChange={event => saveInterval(event.currentTarget.value)}
            />
            <span>{t('minutes')}</span>
          </span>
          {!intervalLocked && (
            <p id="check-every-note" class={intervalProblem ? 'problem' : 'hint'}>
              {t('checkEveryProblem')}
            </p>
          )}
          {note('checkEvery')}
        </div>
        {checkbox('notifications', 'desktopNotifications', 'desktopNotificationsHint')}
        <div class="field">
          <label for="notification-privacy">{t('notificationPrivacy')}</label>
          <select
            {...common('notificationPrivacy', 'notification-privacy-note')}
            id="notification-privacy"
            value={settings.notificationPrivacy}
            onChange={event => {
              const level = PRIVACY_LEVELS.find(it => it === event.currentTarget.value);
              if (level) void save({ notificationPrivacy: level });
            }}
          >
            {PRIVACY_LEVELS.map(level => (
              <option key={level} value={level}>
                {t(PRIVACY_LABELS[level])}
              </option>
            ))}
          </select>
          <p id="notification-privacy-note" class="hint">
            {t('notificationPrivacyHint')}
          </p>
          {note('notificationPrivacy')}
        </div>
        {checkbox('countSms', 'countSms', 'countSmsHint')}
        <p role="status" class={outcome === 'saved' ? 'good' : 'bad'}>
          {outcome ? t(outcome) : ''}
        </p>
      </div>
    </section>
  );
}
