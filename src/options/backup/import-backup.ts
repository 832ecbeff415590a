import type { Account } from '../../core/account/account';
import { type Backup, type BackupReading, MAX_BACKUP_BYTES, readBackup } from '../../core/backup/backup';
import { importedAccounts, importedChoices } from '../../core/backup/import-backup';
import type { Policy } from '../../core/policy/policy';
import type { Choices } from '../../core/settings/settings';

export interface ImportEffects {
  loadPolicy(): Promise<Policy>;
  /** Rejects if they can't be stored. */
  updateChoices(change: (choices: Choices) => Choices): Promise<unknown>;
  /** Changes the accounts in use. Rejects if they can't be stored. */
  updateAccounts(change: (accounts: Account[]) => Account[]): Promise<unknown>;
  makeId(): string;
}

/** Reads and parses a backup file. Never rejects. */
export async function readBackupFile(file: Pick<File, 'size' | 'text'>): Promise<BackupReading> {
  if (file.size > MAX_BACKUP_BYTES)
    return { kind: 'problem', why: { key: 'importTooLarge', args: [MAX_BACKUP_BYTES / 1_000_000] } };
  const text = await file.text().catch(() => undefined);
  return text === undefined ? { kind: 'problem', why: 'importUnreadable' } : readBackup(text);
}

/**
 * Stores the settings and accounts of a backup. If the accounts can't be stored, restores the settings.
 * Rejects if either can't be stored.
 */
export async function importBackup(backup: Backup, effects: ImportEffects): Promise<void> {
  const policy = await effects.loadPolicy();
  let former: Choices = {};
  await effects.updateChoices(choices => {
    former = choices;
    return importedChoices(backup, choices, policy);
  });
  try {
    await effects.updateAccounts(accounts => importedAccounts(backup, accounts, policy, effects.makeId));
  } catch (error) {
    await effects.updateChoices(() => former);
    throw error;
  }
}
