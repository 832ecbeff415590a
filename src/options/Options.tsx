import { notSavedText } from '../core/settings/sync';
import type { MessageKey, Text } from '../core/text/text';
import { useLooks } from '../ui/use-looks';
import { Accounts } from './accounts/Accounts';
import { Checking } from './accounts/Checking';
import { Appearance } from './appearance/Appearance';
import { Backup } from './backup/Backup';
import { Diagnostics } from './diagnostics/Diagnostics';
import { useSaving } from './hooks/use-saving';
import { Notifications } from './notifications/Notifications';
import { Rules } from './notifications/Rules';
import { Opening } from './opening/Opening';
import { Contents } from './page/Contents';
import type { GroupProps } from './page/group';
import { Managed } from './page/Managed';
import { Status, useReports } from './page/Status';
import type { OptionsProps } from './props';
import { Quiet } from './quiet/Quiet';
import { Sound } from './sound/Sound';

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
  useLooks(settings);
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
        <Rules {...group} sounds={sounds} hasOwnSound={ownSound !== undefined} say={say} />
        <Quiet
          {...group}
          say={say}
          now={now}
          locale={locale}
          snoozedUntil={state.snoozedUntil}
          quietEndedUntil={state.quietEndedUntil}
          onSnooze={snooze => stored(actions.snooze(snooze))}
          onEnd={() => stored(actions.endSnooze())}
          onAgain={() => stored(actions.quietAgain())}
        />
        <Sound {...group} sounds={sounds} ownSound={ownSound} say={say} />
        <Opening
          {...group}
          blindWebmails={blindWebmails}
          shortcuts={shortcuts}
          onAllow={actions.allowHost}
          onOpenShortcuts={actions.openShortcuts}
        />
        <Appearance {...group} />
        <Backup {...state} sync={diagnostics.sync} t={t} actions={actions} announce={announce} />
        <Diagnostics {...{ diagnostics, locale, t, announce }} onCopy={actions.copy} />
      </main>
      <Status report={report} />
    </div>
  );
}
