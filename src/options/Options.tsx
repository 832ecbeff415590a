import '../ui/more-icons';
import { notSavedText } from '../core/sync';
import type { MessageKey, Text } from '../core/text';
import { Accounts } from './Accounts';
import { Backup } from './Backup';
import { Checking } from './Checking';
import { Contents } from './Contents';
import { Diagnostics } from './Diagnostics';
import type { GroupProps } from './group';
import { Managed } from './Managed';
import { Notifications } from './Notifications';
import { Opening } from './Opening';
import type { OptionsProps } from './props';
import { Quiet } from './Quiet';
import { Senders } from './Senders';
import { Sound } from './Sound';
import { Status, useReports } from './Status';
import { useSaving } from './use-saving';

/** The settings page. */
export function Options(props: OptionsProps) {
  const { state, diagnostics, now, locale, t, actions } = props;
  const { canStay, blindWebmails, shortcuts, sounds, ownSound } = props;
  const [report, tell] = useReports();
  const say = (words: string) => tell('said', words);
  const announce = (text: MessageKey | Text) => say(t(text));
  const [settings, change] = useSaving(state.settings, actions.changeSettings, {
    onSaved: () => tell('saved', t('saved')),
    onFailed: error => tell('failed', t(notSavedText(error))),
  });
  const stored = (act: Promise<void>) =>
    act.then(
      () => tell('saved', t('saved')),
      () => tell('failed', t('settingsNotSaved')),
    );
  const group: GroupProps = { settings, policy: state.policy, t, change };
  return (
    <div class="page">
      <header>
        <h1>
          <img src="/icons/facteur-48.png" alt="" width="40" height="40" />
          {t('optionsTitle')}
        </h1>
      </header>
      <Contents t={t} />
      <main>
        <Managed policy={state.policy} t={t} />
        <Accounts {...props} say={say} stored={stored} />
        <Checking {...group} />
        <Notifications
          {...group}
          canStay={canStay}
          isBlocked={diagnostics.about.notificationsBlocked === true}
          say={say}
          onTest={actions.testNotification}
        />
        <Senders {...group} sounds={sounds} hasOwnSound={ownSound !== undefined} say={say} />
        <Quiet
          {...group}
          now={now}
          locale={locale}
          snoozedUntil={state.snoozedUntil}
          onSnooze={snooze => stored(actions.snooze(snooze))}
          onEnd={() => stored(actions.endSnooze())}
        />
        <Sound {...group} sounds={sounds} ownSound={ownSound} say={say} />
        <Opening
          {...group}
          blindWebmails={blindWebmails}
          shortcuts={shortcuts}
          onAllow={actions.allowHost}
          onOpenShortcuts={actions.openShortcuts}
        />
        <Backup {...state} sync={diagnostics.sync} t={t} actions={actions} announce={announce} />
        <Diagnostics {...{ diagnostics, locale, t, announce }} onCopy={actions.copy} />
      </main>
      <Status report={report} />
    </div>
  );
}
