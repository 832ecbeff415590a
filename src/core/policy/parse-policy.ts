import { ACCOUNT_DEFAULTS, type Account } from '../account/account';
import { type AccountField, accountProblems } from '../account/account-form';
import { SOUND_CHOICES } from '../settings/chimes';
import {
  type Choices,
  PRIVACY_LEVELS,
  RANGES,
  type RangeName,
  SETTING_NAMES,
  SETTING_SCHEMAS,
  type SettingName,
  TAB_CHOICES,
} from '../settings/settings';
import { isGroup, type TypeOf } from '../store/schema';
import type { Text } from '../text/text';
import { type Lockable, NO_POLICY, type Policy, type PolicyProblem } from './policy';
import { withPresetIds } from './presets';

/** What an organisation can lock, as its `locked` entry names it. */
export const LOCKABLE: readonly Lockable[] = ['accounts', ...SETTING_NAMES];

/** The entries of an account, and the fields that they fill. */
export const ACCOUNT_ENTRIES = {
  name: 'name',
  apiAddress: 'endpoint',
  signInPage: 'signInPage',
  webmail: 'webmail',
} as const satisfies Record<string, AccountField>;

/** Takes down what is wrong with an entry of the policy. */
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
  vips: 'policyExpectsVips',
  mutedSenders: 'policyExpectsSenders',
  quietHours: 'policyExpectsQuietHours',
  hideBadgeWhenQuiet: yesOrNo(),
  sound: oneOf(SOUND_CHOICES),
  volume: within('volume'),
  soundWhileIdle: yesOrNo(),
  soundWhileLocked: yesOrNo(),
  openIn: oneOf(TAB_CHOICES),
  openBehind: yesOrNo(),
  countSms: yesOrNo(),
};

/** The policy in `raw`, whatever it is: what can't be used is left out by itself, and said in `problems`. Never throws. */
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

/** The settings among the entries; each that is no valid value is left out and noted. */
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
 * The account that an entry describes, its id still empty; undefined where it has no usable name or API address. What
 * can't be used of the rest is left out, and noted.
 * @param entries what may be told of it, and the fields that this fills
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
  // The token may be entered later.
  if (!account.token) delete problems.token;
  for (const [entry, field] of Object.entries(entries)) {
    const problem = problems[field];
    if (problem && !bad.has(field)) note(`${at}.${entry}`, problem);
    if (problem) account[field] = '';
  }
  return account.name && account.endpoint ? account : undefined;
}

const NO_ACCOUNT: Readonly<Account> = { id: '', name: '', endpoint: '', ...ACCOUNT_DEFAULTS };

/** The list of an entry; empty, and that noted, where the entry is anything else. */
export function listIn(raw: unknown, entry: string, note: Note): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (raw !== undefined) note(entry, 'policyExpectsList');
  return [];
}

/** Notes the entries of a group that Facteur doesn't know. `at` is what the group's own name begins with. */
export function noteUnknown(group: Group, known: readonly string[], at: string, note: Note): void {
  for (const name of Object.keys(group)) if (!known.includes(name)) note(at + name, 'policyUnknownEntry');
}

function within(name: RangeName): Text {
  const { min, max } = RANGES[name];
  return { key: 'wholeNumberProblem', args: [min, max] };
}

function yesOrNo(): Text {
  return oneOf(['true', 'false']);
}

function oneOf(values: readonly string[]): Text {
  return { key: 'policyExpectsOne', args: [values.join(', ')] };
}
