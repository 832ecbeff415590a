import { ACCOUNT_DEFAULTS, type Account } from '../account/account';
import { type AccountField, accountProblems } from '../account/account-form';
import { SOUND_CHOICES } from '../settings/chimes';
import {
  type Choices,
  NOTICE_ACTIONS,
  PRIVACY_LEVELS,
  RANGES,
  type RangeName,
  SETTING_NAMES,
  SETTING_SCHEMAS,
  type SettingName,
  TAB_CHOICES,
  TEXT_SIZES,
  THEMES,
} from '../settings/settings';
import { isGroup, type TypeOf } from '../store/schema';
import type { Text } from '../text/text';
import { type Lockable, NO_POLICY, type Policy, type PolicyProblem } from './policy';
import { withPresetIds } from './presets';

export const LOCKABLE: readonly Lockable[] = ['accounts', ...SETTING_NAMES];

export const ACCOUNT_ENTRIES = {
  name: 'name',
  apiAddress: 'endpoint',
  signInPage: 'signInPage',
  webmail: 'webmail',
} as const satisfies Record<string, AccountField>;

export type Note = (entry: string, why: PolicyProblem['why']) => void;
export type Group = TypeOf<typeof isGroup>;

const EXPECTED: Readonly<Record<SettingName, PolicyProblem['why']>> = {
  checkEvery: within('checkEvery'),
  notifications: yesOrNo(),
  notificationsAtOnce: within('notificationsAtOnce'),
  notificationPrivacy: oneOf(PRIVACY_LEVELS),
  notificationsStay: yesOrNo(),
  notifyWhileIdle: yesOrNo(),
  notifyWhileLocked: yesOrNo(),
  notifyInWebmail: yesOrNo(),
  remindAfter: within('remindAfter'),
  noticeButtons: { key: 'policyExpectsButtons', args: [NOTICE_ACTIONS.join(', ')] },
  vips: 'policyExpectsVips',
  mutedSenders: 'policyExpectsSenders',
  vipWords: 'policyExpectsWords',
  mutedWords: 'policyExpectsWords',
  countMuted: yesOrNo(),
  quietHours: 'policyExpectsQuietHours',
  hideBadgeWhenQuiet: yesOrNo(),
  sound: oneOf(SOUND_CHOICES),
  volume: within('volume'),
  soundWhileIdle: yesOrNo(),
  soundWhileLocked: yesOrNo(),
  openIn: oneOf(TAB_CHOICES),
  openBehind: yesOrNo(),
  countSms: yesOrNo(),
  textSize: oneOf(TEXT_SIZES),
  theme: oneOf(THEMES),
};

/** Parses a policy. Skips unusable entries and reports them in `problems`. Never throws. */
export function parsePolicy(raw: unknown): Policy {
  if (!isGroup(raw)) return NO_POLICY;
  const problems: PolicyProblem[] = [];
  const note: Note = (entry, why) => problems.push({ entry, why });
  noteUnknown(raw, [...LOCKABLE, 'locked'], '', note);
  return {
    accounts: accountsIn(raw.accounts, note),
    settings: settingsIn(raw, note),
    locked: locksIn(raw.locked, note),
    problems,
  };
}

export function settingsIn(raw: Group, note: Note): Choices {
  const told = SETTING_NAMES.filter(name => raw[name] !== undefined);
  const sound = told.filter(name => SETTING_SCHEMAS[name](raw[name]));
  for (const name of told) if (!sound.includes(name)) note(name, EXPECTED[name]);
  return Object.fromEntries(sound.map(name => [name, raw[name]]));
}

function locksIn(raw: unknown, note: Note): Lockable[] {
  const names = listIn(raw, 'locked', note);
  const known = (name: unknown): name is Lockable => LOCKABLE.some(it => it === name);
  for (const [index, name] of names.entries()) if (!known(name)) note(`locked[${index}]`, oneOf(LOCKABLE));
  return LOCKABLE.filter(name => names.includes(name));
}

function accountsIn(raw: unknown, note: Note): Account[] {
  const usable = listIn(raw, 'accounts', note).flatMap((entry, index) => {
    const account = accountIn(entry, ACCOUNT_ENTRIES, `accounts[${index}]`, note);
    return account ? [{ account, index }] : [];
  });
  return withPresetIds(
    usable.map(({ account }) => account),
    nth => note(`accounts[${usable[nth]?.index}]`, 'policySameAccount'),
  );
}

/**
 * Undefined without a usable name and API address. The id stays empty. Reports unusable entries.
 * @param entries the allowed entries and their fields
 */
export function accountIn(
  raw: unknown,
  entries: Readonly<Record<string, AccountField>>,
  at: string,
  note: Note,
): Account | undefined {
  if (!isGroup(raw)) {
    note(at, 'policyExpectsGroup');
    return undefined;
  }
  noteUnknown(raw, Object.keys(entries), `${at}.`, note);
  const account = { ...NO_ACCOUNT };
  const bad = new Set<keyof Account>();
  for (const [entry, field] of Object.entries(entries)) {
    const text = raw[entry] ?? '';
    if (typeof text === 'string') account[field] = field === 'servicePassword' ? text : text.trim();
    else {
      bad.add(field);
      note(`${at}.${entry}`, 'policyExpectsText');
    }
  }
  const problems = accountProblems(account);
  // The user enters the token later.
  if (!account.token) delete problems.token;
  for (const [entry, field] of Object.entries(entries)) {
    const problem = problems[field];
    if (problem && !bad.has(field)) note(`${at}.${entry}`, problem);
    if (problem) account[field] = '';
  }
  return account.name && account.endpoint ? account : undefined;
}

const NO_ACCOUNT: Readonly<Account> = { id: '', name: '', endpoint: '', ...ACCOUNT_DEFAULTS };

export function listIn(raw: unknown, entry: string, note: Note): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (raw !== undefined) note(entry, 'policyExpectsList');
  return [];
}

/** Reports unknown entries. `at` is the prefix of their names. */
export function noteUnknown(group: Group, known: readonly string[], at: string, note: Note): void {
  for (const name of Object.keys(group)) if (!known.includes(name)) note(at + name, 'policyUnknownEntry');
}

export function within(name: RangeName): Text {
  const { min, max } = RANGES[name];
  return { key: 'wholeNumberProblem', args: [min, max] };
}

function yesOrNo(): Text {
  return oneOf(['true', 'false']);
}

export function oneOf(values: readonly string[]): Text {
  return { key: 'policyExpectsOne', args: [values.join(', ')] };
}
