import { useState } from 'preact/hooks';
import { DEFAULT_SETTINGS, PRIVACY_LEVELS, type PrivacyLevel } from '../../core/settings/settings';
import type { MessageKey } from '../../core/text/text';
import { Choice } from '../controls/Choice';
import { Flag } from '../controls/Flag';
import { NumberField } from '../controls/NumberField';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { Radios } from '../controls/Radios';
import { TestNotification } from '../controls/TestNotification';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import type { OptionsActions } from '../props';
import { NoticeButtons } from './NoticeButtons';
import { Reminder } from './Reminder';

interface Props extends GroupProps {
  /** Whether the browser lets notifications stay, and shows buttons on them. */
  canStay: boolean;
  isBlocked: boolean;
  say(words: string): void;
  onTest: OptionsActions['testNotification'];
}

const PRIVACY_LABELS: Readonly<Record<PrivacyLevel, MessageKey>> = {
  everything: 'privacyEverything',
  sender: 'privacySender',
  count: 'privacyCount',
};

export function Notifications({ canStay, isBlocked, say, onTest, ...group }: Props) {
  const { t } = group;
  return (
    <Section group="notifications" t={t}>
      <div class="card">
        <Flag name="notifications" label="desktopNotifications" hint="desktopNotificationsHint" {...group} />
        {isBlocked && (
          <div class="setting">
            <p class="problem">{t('notificationsBlocked')}</p>
            <p class="hint">{t('notificationsBlockedHelp')}</p>
          </div>
        )}
        <HowMany {...group} />
        <Choice
          name="notificationPrivacy"
          values={PRIVACY_LEVELS}
          labels={PRIVACY_LABELS}
          hint="notificationPrivacyHint"
          {...group}
        />
        {canStay ? (
          <>
            <Flag name="notificationsStay" label="notificationsStay" {...group} />
            <NoticeButtons {...group} />
          </>
        ) : (
          <p class="setting hint">{t('notificationsStaySystem')}</p>
        )}
        <fieldset class="setting">
          <legend>{t('notifyAlso')}</legend>
          <Flag name="notifyWhileIdle" label="whileIdle" {...group} />
          <Flag name="notifyWhileLocked" label="whileLocked" hint="whileLockedHint" {...group} />
          <Flag name="notifyInWebmail" label="whileInWebmail" {...group} />
        </fieldset>
        <Reminder {...group} />
        <TestNotification t={t} say={say} onTest={onTest} />
      </div>
    </Section>
  );
}

function HowMany(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const { notificationsAtOnce } = settings;
  const [latest, setLatest] = useState(notificationsAtOnce || DEFAULT_SETTINGS.notificationsAtOnce);
  const single = notificationsAtOnce > 0;
  if (single && latest !== notificationsAtOnce) setLatest(notificationsAtOnce);
  return (
    <Radios
      name="manyAtOnce"
      legend={t('manyAtOnce')}
      values={['single', 'summary']}
      labels={{ single: 'oneForEach', summary: 'alwaysSummary' }}
      value={single ? 'single' : 'summary'}
      disabled={isLocked('notificationsAtOnce', policy)}
      describedBy={describedBy('notificationsAtOnce', group)}
      t={t}
      onChange={value => change({ notificationsAtOnce: value === 'single' ? latest : 0 })}
      below={value =>
        value === 'single' &&
        single && (
          <NumberField
            name="notificationsAtOnce"
            label="upTo"
            unit="atOnce"
            range="numberRange"
            min={1}
            {...group}
          />
        )
      }
    >
      <PolicyNote name="notificationsAtOnce" {...group} />
    </Radios>
  );
}
