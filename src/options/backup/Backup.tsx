import { useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import type { Backup as BackupContent, BackupReading } from '../../core/backup/backup';
import { bringsNothing, type ImportPlan, planImport } from '../../core/backup/import-backup';
import type { Policy } from '../../core/policy/policy';
import { notSavedText } from '../../core/settings/sync';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { Checkbox } from '../controls/Checkbox';
import { Question } from '../controls/Question';
import { Section } from '../page/Section';
import { ImportSummary, importedText } from './ImportSummary';

export interface BackupActions {
  /** Turns sync on or off. Rejects if the settings can't be stored in the new place. */
  setSync(on: boolean): Promise<void>;
  /** Downloads a backup file and returns its name. */
  exportBackup(withSecrets: boolean): Promise<string>;
  readBackup(file: File): Promise<BackupReading>;
  /** Rejects if it can't be stored completely; then nothing has changed. */
  importBackup(backup: BackupContent): Promise<void>;
  resetSettings(): Promise<void>;
}

interface Props {
  sync: boolean;
  accounts: readonly Account[];
  policy: Policy;
  t: Translate;
  actions: BackupActions;
  /** Announces a text to screen readers. */
  announce(text: MessageKey | Text): void;
}

type Part = 'sync' | 'exporting' | 'importing' | 'reset';

interface Outcome {
  part: Part;
  text: MessageKey | Text;
  bad: boolean;
}

export function Backup({ sync, accounts, policy, t, actions, announce }: Props) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [withSecrets, setWithSecrets] = useState(false);
  const [found, setFound] = useState<BackupContent>();
  const [resetting, setResetting] = useState(false);
  const [busy, setBusy] = useState(false);
  const plan = found && planImport(found, accounts, policy);
  const picker = useRef<HTMLInputElement>(null);
  const importButton = useRef<HTMLButtonElement>(null);
  const resetButton = useRef<HTMLButtonElement>(null);

  const tell = (part: Part, text: MessageKey | Text, bad: boolean) => {
    setOutcome({ part, text, bad });
    announce(text);
  };
  const run = async (
    part: Part,
    act: () => Promise<MessageKey | Text>,
    why: (error: unknown) => MessageKey,
  ) => {
    setOutcome(undefined);
    setBusy(true);
    await act().then(
      text => tell(part, text, false),
      error => tell(part, why(error), true),
    );
    setBusy(false);
  };
  const said = (part: Part) =>
    outcome?.part === part && <p class={`outcome ${outcome.bad ? 'problem' : 'good'}`}>{t(outcome.text)}</p>;
  const focus = (button: { current: HTMLButtonElement | null }) =>
    requestAnimationFrame(() => button.current?.focus());

  const setSync = (on: boolean) =>
    run(
      'sync',
      async () => {
        await actions.setSync(on);
        return on ? 'syncTurnedOn' : 'syncTurnedOff';
      },
      notSavedText,
    );
  const exportBackup = () =>
    run(
      'exporting',
      async () => {
        const name = await actions.exportBackup(withSecrets);
        setWithSecrets(false);
        return { key: withSecrets ? 'exportedWithSecrets' : 'exported', args: [name] };
      },
      () => 'exportFailed',
    );
  const read = async (file: File | undefined) => {
    if (!file) return;
    setOutcome(undefined);
    const reading = await actions.readBackup(file);
    if (reading.kind === 'problem') tell('importing', reading.why, true);
    else setFound(reading.backup);
  };
  const importBackup = async (backup: BackupContent, plan: ImportPlan) => {
    await run(
      'importing',
      async () => {
        await actions.importBackup(backup);
        return importedText(plan);
      },
      error => (notSavedText(error) === 'settingsNotSaved' ? 'importFailed' : notSavedText(error)),
    );
    closeImport();
  };
  const closeImport = () => {
    setFound(undefined);
    focus(importButton);
  };
  const reset = async () => {
    await run(
      'reset',
      async () => {
        await actions.resetSettings();
        return 'resetDone';
      },
      notSavedText,
    );
    closeReset();
  };
  const closeReset = () => {
    setResetting(false);
    focus(resetButton);
  };

  return (
    <Section group="backup" t={t}>
      <div class="card">
        <div class="part">
          <Checkbox
            id="sync"
            label={t('syncSettings')}
            hint={t(sync ? 'syncOnHint' : 'syncOffHint')}
            checked={sync}
            describedBy="sync-note"
            onChange={on => void setSync(on)}
          >
            {said('sync')}
          </Checkbox>
        </div>
        <div class="part">
          <h3>{t('exportTitle')}</h3>
          <p class="hint">{t('exportHint')}</p>
          <Checkbox
            id="export-secrets"
            label={t('exportSecrets')}
            hint={t('exportSecretsHint')}
            checked={withSecrets}
            describedBy="export-secrets-note"
            onChange={setWithSecrets}
          />
          <button type="button" onClick={() => void exportBackup()}>
            {t('exportToFile')}
          </button>
          {said('exporting')}
        </div>
        <div class="part">
          <h3>{t('importTitle')}</h3>
          {found && plan ? (
            <Question
              id="import-question"
              yes={bringsNothing(plan) ? undefined : t('importNow')}
              busy={busy}
              t={t}
              onYes={() => void importBackup(found, plan)}
              onNo={closeImport}
            >
              <ImportSummary plan={plan} problems={found.problems} t={t} />
            </Question>
          ) : (
            <>
              <input
                ref={picker}
                hidden
                type="file"
                accept=".json,application/json"
                onChange={({ currentTarget }) => {
                  void read(currentTarget.files?.[0]);
                  // Otherwise, choosing the same file again fires no event.
                  currentTarget.value = '';
                }}
              />
              <p class="hint">{t('importHint')}</p>
              <button ref={importButton} type="button" onClick={() => picker.current?.click()}>
                {t('importFromFile')}
              </button>
            </>
          )}
          {said('importing')}
        </div>
        <div class="part">
          <h3>{t('reset')}</h3>
          {resetting ? (
            <Question
              id="reset-question"
              yes={t('resetSettings')}
              danger
              busy={busy}
              t={t}
              onYes={() => void reset()}
              onNo={closeReset}
            >
              <p>{t(sync ? 'resetQuestionSync' : 'resetQuestion')}</p>
            </Question>
          ) : (
            <>
              <p class="hint">{t('resetHint')}</p>
              <button
                ref={resetButton}
                type="button"
                onClick={() => {
                  setOutcome(undefined);
                  setResetting(true);
                }}
              >
                {t('resetSettings')}
              </button>
            </>
          )}
          {said('reset')}
        </div>
      </div>
    </Section>
  );
}
