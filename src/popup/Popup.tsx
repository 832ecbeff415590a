import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { webmailOf } from '../core/account/webmail';
import { isInForce } from '../core/policy/policy';
import { isSnoozed } from '../core/settings/snooze';
import { datesAt } from '../core/text/friendly-date';
import { ageText } from '../core/view/age';
import { canCheck } from '../core/view/can-check';
import { withoutPausedMail } from '../core/view/state';
import { statusTexts } from '../core/view/status';
import { Icon } from '../ui/Icon';
import { organisationIcon, warningIcon } from '../ui/icons';
import { useLooks } from '../ui/use-looks';
import { AccountMail } from './AccountMail';
import { DoneBar } from './DoneBar';
import { Footer } from './Footer';
import { Header } from './Header';
import { KeysPanel } from './KeysPanel';
import { MarkAllRead } from './MarkAllRead';
import { ProblemBox } from './ProblemBox';
import type { ListContext, PanelName, PopupProps, SnoozeChoice } from './props';
import { QuietBanner } from './QuietBanner';
import { RowMenu } from './RowMenu';
import { SnoozePanel } from './SnoozePanel';
import { useDeeds } from './use-deeds';
import { useHeights } from './use-heights';
import { useIntents } from './use-intents';
import { useKeptFocus } from './use-kept-focus';
import { useRows } from './use-rows';
import { useTopAt } from './use-top';
import { useWholeRows } from './use-whole-rows';
import { Welcome } from './Welcome';

/** Rows of the first render: more than fit into a popup. Rendering thousands takes a noticeable time. */
const FIRST_ROWS = 40;

export function Popup(given: PopupProps) {
  const props = { ...given, state: withoutPausedMail(given.state, given.now) };
  const { state, now, t, actions } = props;
  const { accounts } = state;
  const [panel, setPanel] = useState<PanelName>();
  const [checking, setChecking] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const mayCheck = canCheck(state, now);
  const { deeds, report: latest } = useDeeds(props);
  const [closedAt, setClosedAt] = useState<number>();
  const report = latest?.at === closedAt ? undefined : latest;
  const list = useRows(state, deeds);
  const { rows, menu } = list;

  const check = async () => {
    if (checking || !mayCheck) return;
    setChecking(true);
    // A failed check has stored its failure, which the popup shows.
    await actions.checkNow().catch(() => {});
    setChecking(false);
  };

  useLooks(state.settings);
  useHeights();
  const awaitRow = useKeptFocus(rows);
  useWholeRows();
  useTopAt(state.snoozedUntil);
  const undo = report?.undo;
  const takeBack =
    undo &&
    (() => {
      awaitRow();
      undo();
    });
  const shown = report && { ...report, undo: takeBack };
  const closeReport = () => setClosedAt(report?.at);
  useIntents({
    state,
    actions,
    list,
    report: shown,
    closeReport,
    panel,
    setPanel,
    check: () => void check(),
  });

  const [isWhole, setWhole] = useState(rows.length <= FIRST_ROWS);
  useEffect(() => setWhole(true), []);
  // The benchmark (test/bench) reads this mark.
  useLayoutEffect(() => void (isWhole && performance.mark('settled')), [isWhole]);

  const age = ageText(state, now, props.locale);
  const stored = async (storing: Promise<void>) =>
    setUnsaved(
      await storing.then(
        () => false,
        () => true,
      ),
    );
  const snooze = (choice: SnoozeChoice) => stored(actions.snooze(choice));
  const doing = {
    ...actions,
    checkNow: check,
    snooze,
    endQuietHours: (until: number) => stored(actions.endQuietHours(until)),
  };
  const popup = { ...props, actions: doing };
  const context: ListContext = {
    seen: props.seen,
    dates: datesAt(now, props.locale),
    t,
    actions: doing,
    tabStop: list.tabStop,
    deeds: list.deeds,
    menu,
    setMenu: list.setMenu,
  };
  let rowsLeft = isWhole ? Number.POSITIVE_INFINITY : FIRST_ROWS;
  const [only] = accounts;
  return (
    <>
      {accounts.length > 0 && (
        <Header
          status={unsaved ? [...statusOf(props), t('settingsNotSaved')] : statusOf(props)}
          age={age ? t(age) : ''}
          checking={checking}
          t={t}
          check={mayCheck || checking ? () => void check() : undefined}
        >
          {only && accounts.length === 1 && (
            <MarkAllRead account={only} mailbox={state.mailboxes[only.id]} t={t} deeds={deeds} />
          )}
        </Header>
      )}
      <main>
        {accounts.length === 0 && <Welcome policy={state.policy} t={t} actions={actions} />}
        {accounts.length > 0 && <QuietBanner {...popup} />}
        {state.storageFull && (
          <ProblemBox look="failing" icon={warningIcon} headline={t('storageFull')}>
            <p>{t('storageFullHelp')}</p>
          </ProblemBox>
        )}
        {unsaved && <ProblemBox look="failing" icon={warningIcon} headline={t('settingsNotSaved')} />}
        {accounts.map(account => {
          const rowsAtMost = rowsLeft;
          rowsLeft = Math.max(0, rowsLeft - rows.filter(row => row.account === account).length);
          return (
            <AccountMail
              key={account.id}
              account={account}
              popup={popup}
              context={context}
              rowsAtMost={rowsAtMost}
            />
          );
        })}
        {isInForce(state.policy) && (
          <p class="managed">
            <Icon icon={organisationIcon} />
            {t('managedTitle')}
          </p>
        )}
        {menu && <RowMenu {...menu} t={t} onClose={list.closeMenu} />}
      </main>
      <Footer accounts={accounts} t={t} actions={actions} panel={panel} setPanel={setPanel}>
        {accounts.length > 0 && (
          <DoneBar report={shown} isHidden={panel !== undefined} t={t} onClose={closeReport} />
        )}
        {panel === 'snooze' && (
          <SnoozePanel
            isSnoozed={isSnoozed(state.snoozedUntil, now)}
            now={now}
            t={t}
            onChoose={choice => {
              void snooze(choice);
              setPanel(undefined);
            }}
          />
        )}
        {panel === 'keys' && (
          <KeysPanel
            hasWebmail={accounts.some(webmailOf)}
            mayCheck={mayCheck}
            rows={rows}
            t={t}
            onClose={() => setPanel(undefined)}
          />
        )}
      </Footer>
    </>
  );
}

function statusOf({ state, now, t }: PopupProps): [string, ...string[]] {
  const [counts, ...others] = statusTexts(state, now);
  return [t(counts), ...others.map(t)];
}
