import { either, isFlag, isGroup, numberIn, oneOf, type Schema, type TypeOf } from '../store/schema';
import type { Format } from '../store/stored-format';
import { SOUND_CHOICES } from './chimes';
import { areQuietSpans } from './quiet-hours';
import { areSenders, areVips } from './senders';

/** The least and the most of each setting that is a whole number. */
export const RANGES = {
  /** Minutes between two checks. */
  checkEvery: { min: 1, max: 60 },
  /** Notifications of one e-mail each that come at once; more make a summary. With 0, all do. */
  notificationsAtOnce: { min: 0, max: 10 },
  /** Minutes after which unread mail is announced once more; with 0 it never is. */
  remindAfter: { min: 0, max: 1440 },
  /** Loudness in percent. */
  volume: { min: 0, max: 100 },
} as const;

export type RangeName = keyof typeof RANGES;

/** How much of a mail a notification shows, most first. `sender` keeps its words back, `count` its sender as well. */
export const PRIVACY_LEVELS = ['everything', 'sender', 'count'] as const;

/** Where webmail and e-mails open: in the account's webmail tab if there is one, or in a new tab whatever is open. */
export const TAB_CHOICES = ['reuse', 'new'] as const;

/** What makes a valid value of each setting. */
export const SETTING_SCHEMAS = {
  /** `automatic` leaves it to Facteur, and to the server. */
  checkEvery: either(oneOf('automatic'), wholeNumber('checkEvery')),
  notifications: isFlag,
  notificationsAtOnce: wholeNumber('notificationsAtOnce'),
  notificationPrivacy: oneOf(...PRIVACY_LEVELS),
  /** Whether a notification stays until it is dismissed, where the browser can. */
  notificationsStay: isFlag,
  notifyWhileIdle: isFlag,
  notifyWhileLocked: isFlag,
  /** Whether mail is announced though the account's webmail is what the user looks at. */
  notifyInWebmail: isFlag,
  remindAfter: wholeNumber('remindAfter'),
  /** Senders who always come through. */
  vips: areVips,
  /** Senders who are never announced. */
  mutedSenders: areSenders,
  /** When nothing is announced, week by week. */
  quietHours: areQuietSpans,
  /** Whether the badge hides while Facteur is quiet. */
  hideBadgeWhenQuiet: isFlag,
  sound: oneOf(...SOUND_CHOICES),
  volume: wholeNumber('volume'),
  soundWhileIdle: isFlag,
  soundWhileLocked: isFlag,
  openIn: oneOf(...TAB_CHOICES),
  /** Whether what is opened stays behind the present tab. */
  openBehind: isFlag,
  /** Whether unread SMS are part of the number on the badge. */
  countSms: isFlag,
};

function wholeNumber(name: RangeName): Schema<number> {
  const { min, max } = RANGES[name];
  return (value): value is number => Number.isInteger(value) && numberIn(min, max)(value);
}

export type Settings = { [Name in keyof typeof SETTING_SCHEMAS]: TypeOf<(typeof SETTING_SCHEMAS)[Name]> };
export type SettingName = keyof Settings;
export type PrivacyLevel = Settings['notificationPrivacy'];
/** The settings that are yes or no. */
export type FlagName = { [Name in SettingName]: Settings[Name] extends boolean ? Name : never }[SettingName];

/** The settings that somebody has chosen, the user or their organisation. The others take their defaults. */
export type Choices = Partial<Settings>;

export const SETTING_NAMES = Object.keys(SETTING_SCHEMAS) as readonly SettingName[];

/** The settings where nobody has chosen any. */
export const DEFAULT_SETTINGS: Settings = {
  checkEvery: 'automatic',
  notifications: true,
  notificationsAtOnce: 3,
  notificationPrivacy: 'everything',
  notificationsStay: false,
  notifyWhileIdle: true,
  // What a locked screen shows is there for others to read; it waits until its user is back.
  notifyWhileLocked: false,
  notifyInWebmail: false,
  remindAfter: 0,
  vips: [],
  mutedSenders: [],
  quietHours: [],
  hideBadgeWhenQuiet: false,
  sound: 'none',
  volume: 70,
  soundWhileIdle: true,
  soundWhileLocked: false,
  openIn: 'reuse',
  openBehind: false,
  countSms: true,
};

/** What the user chose; what is out of range counts as not chosen. */
export const CHOICES_FORMAT: Format<Choices> = {
  fallback: {},
  migrations: [withoutDefaults],
  parse: raw => Object.fromEntries(entriesOf(raw).filter(isChoice)),
  keep: (chosen, former) => ({
    ...Object.fromEntries(entriesOf(former).filter(entry => !isChoice(entry))),
    ...chosen,
  }),
};

function entriesOf(raw: unknown): [string, unknown][] {
  return isGroup(raw) ? Object.entries(raw) : [];
}

function isChoice([name, value]: [string, unknown]): boolean {
  return SETTING_NAMES.some(known => known === name && SETTING_SCHEMAS[known](value));
}

/**
 * Version 1 stored all the settings at each change, so that nothing tells a default that was chosen from another. Its
 * defaults were those of today but for one.
 */
function withoutDefaults(data: unknown): unknown {
  const defaults: Partial<Record<string, unknown>> = { ...DEFAULT_SETTINGS, checkEvery: 5 };
  return Object.fromEntries(
    Object.entries(data as object).filter(([name, value]) => value !== defaults[name]),
  );
}
