import {
  ACCOUNT_DEFAULTS,
  type Account,
  BADGE_CHOICES,
  PREFERENCE_NAMES,
  PREFERENCES,
  type Preferences,
} from '../account/account';
import type { AccountField } from '../account/account-form';
import { COLOURS } from '../account/colour';
import {
  ACCOUNT_ENTRIES,
  accountIn,
  type Group,
  listIn,
  type Note,
  noteUnknown,
  oneOf,
  settingsIn,
  within,
} from '../policy/parse-policy';
import type { PolicyProblem } from '../policy/policy';
import { isPreset } from '../policy/presets';
import { SOUND_CHOICES } from '../settings/chimes';
import { type Choices, SETTING_NAMES } from '../settings/settings';
import { isGroup, LAST_MOMENT } from '../store/schema';
import type { MessageKey, Text } from '../text/text';

/** Bytes. */
export const MAX_BACKUP_BYTES = 2_000_000;

const VERSION = 1;

export interface Backup {
  /** Absent if the file has no usable settings; the import keeps the present ones then. */
  settings?: Choices;
  accounts: readonly Account[];
  /** By path, such as `accounts[1].webmail`. */
  problems: readonly PolicyProblem[];
}

export type BackupReading = { kind: 'backup'; backup: Backup } | { kind: 'problem'; why: MessageKey | Text };

const OPEN_ENTRIES = { ...ACCOUNT_ENTRIES, serviceId: 'serviceId' } as const satisfies Record<
  string,
  AccountField
>;

const SECRET_ENTRIES = {
  token: 'token',
  servicePassword: 'servicePassword',
} as const satisfies Record<string, AccountField>;

/** `now` is ms since 1970; the name has the local date. */
export function backupName(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `facteur-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.json`;
}

/**
 * Exports only the user's own choices and accounts.
 * @param now ms since 1970
 */
export function writeBackup(
  settings: Choices,
  accounts: readonly Account[],
  withSecrets: boolean,
  now: number,
): string {
  const entries = Object.entries(withSecrets ? { ...OPEN_ENTRIES, ...SECRET_ENTRIES } : OPEN_ENTRIES);
  const written = accounts
    .filter(account => !isPreset(account))
    .map(account => ({
      ...Object.fromEntries(
        entries.map(([entry, field]) => [entry, account[field]]).filter(([, text]) => text),
      ),
      notify: account.notify,
      ...chosenPreferences(account),
    }));
  const known = Object.fromEntries(
    SETTING_NAMES.filter(name => name in settings).map(name => [name, settings[name]]),
  );
  const file = {
    facteur: VERSION,
    exportedAt: new Date(now).toISOString(),
    settings: known,
    accounts: written,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Parses an exported file. Skips unusable parts and reports them in `problems`. Never throws. */
export function readBackup(text: string): BackupReading {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { kind: 'problem', why: 'importNotJson' };
  }
  if (!isGroup(raw) || !Number.isInteger(raw.facteur) || Number(raw.facteur) < 1)
    return { kind: 'problem', why: 'importNotOurs' };
  if (Number(raw.facteur) > VERSION) return { kind: 'problem', why: 'importNewer' };
  const problems: PolicyProblem[] = [];
  const note: Note = (entry, why) => problems.push({ entry, why });
  noteUnknown(raw, ['facteur', 'exportedAt', 'settings', 'accounts'], '', note);
  const settings = settingsOf(raw.settings, note);
  const accounts = accountsOf(raw.accounts, note);
  return { kind: 'backup', backup: { ...(settings && { settings }), accounts, problems } };
}

function settingsOf(raw: unknown, note: Note): Choices | undefined {
  if (raw === undefined) return undefined;
  if (!isGroup(raw)) {
    note('settings', 'importExpectsSettings');
    return undefined;
  }
  noteUnknown(raw, SETTING_NAMES, 'settings.', note);
  const settings = settingsIn(raw, (entry, why) => note(`settings.${entry}`, why));
  // Empty settings would reset all: keep the present ones.
  return Object.keys(settings).length === 0 && Object.keys(raw).length > 0 ? undefined : settings;
}

function accountsOf(raw: unknown, note: Note): Account[] {
  return listIn(raw, 'accounts', note).flatMap((entry, index) => {
    const at = `accounts[${index}]`;
    const group: Group = isGroup(entry) ? entry : {};
    const texts = Object.entries(group).filter(([name]) => !(name in PREFERENCES));
    const account = accountIn(
      isGroup(entry) ? Object.fromEntries(texts) : entry,
      { ...OPEN_ENTRIES, ...SECRET_ENTRIES },
      at,
      note,
    );
    const preferences = preferencesIn(group, at, note);
    return account ? [{ ...account, ...preferences }] : [];
  });
}

function chosenPreferences(account: Account): Partial<Preferences> {
  const chosen = PREFERENCE_NAMES.filter(
    name => JSON.stringify(account[name]) !== JSON.stringify(ACCOUNT_DEFAULTS[name]),
  );
  return Object.fromEntries(chosen.map(name => [name, account[name]]));
}

const EXPECTED: Readonly<Record<keyof Preferences, PolicyProblem['why']>> = {
  notify: oneOf(['true', 'false']),
  colour: oneOf(COLOURS),
  badge: oneOf(BADGE_CHOICES),
  sound: oneOf(SOUND_CHOICES),
  checkEvery: within('checkEvery'),
  pausedUntil: { key: 'wholeNumberProblem', args: [0, LAST_MOMENT] },
  folders: 'policyExpectsList',
};

/** Invalid ones are left out. */
function preferencesIn(group: Group, at: string, note: Note): Partial<Preferences> {
  const told = PREFERENCE_NAMES.filter(name => group[name] !== undefined);
  const sound = told.filter(name => PREFERENCES[name](group[name]));
  for (const name of told) if (!sound.includes(name)) note(`${at}.${name}`, EXPECTED[name]);
  return Object.fromEntries(sound.map(name => [name, group[name]]));
}
