import { arrayOf, either, isFlag, isGroup, numberIn, oneOf, type Schema, type TypeOf } from '../store/schema';
import type { Format } from '../store/stored-format';
import { SOUND_CHOICES } from './chimes';
import { areQuietSpans } from './quiet-hours';
import { areSenders, areVips, areWords } from './senders';

export const RANGES = {
  checkEvery: { min: 1, max: 60 },
  /** Single notifications at once; more become one summary. With 0, always a summary. */
  notificationsAtOnce: { min: 0, max: 10 },
  /** Minutes until the reminder of unread mail; 0 for none. */
  remindAfter: { min: 0, max: 1440 },
  volume: { min: 0, max: 100 },
} as const;

export type RangeName = keyof typeof RANGES;

/** How much of a mail a notification shows: `sender` hides subject and preview, `count` also the sender. */
export const PRIVACY_LEVELS = ['everything', 'sender', 'count'] as const;

export const TEXT_SIZES = ['small', 'normal', 'large'] as const;

export const THEMES = ['system', 'light', 'dark'] as const;

/** The actions of a notification's buttons, if the browser has buttons and the server supports the action. */
export const NOTICE_ACTIONS = ['open', 'markRead', 'archive', 'delete', 'snooze'] as const;

/** `reuse`: the account's webmail tab if there is one. `new`: always a new tab. */
export const TAB_CHOICES = ['reuse', 'new'] as const;

export const SETTING_SCHEMAS = {
  /** `automatic`: Facteur and the server decide. */
  checkEvery: either(oneOf('automatic'), wholeNumber('checkEvery')),
  notifications: isFlag,
  notificationsAtOnce: wholeNumber('notificationsAtOnce'),
  notificationPrivacy: oneOf(...PRIVACY_LEVELS),
  /** Until the user closes it, if the browser can. */
  notificationsStay: isFlag,
  notifyWhileIdle: isFlag,
  notifyWhileLocked: isFlag,
  /** Also while the user looks at the account's webmail. */
  notifyInWebmail: isFlag,
  remindAfter: wholeNumber('remindAfter'),
  noticeButtons: arrayOf(oneOf(...NOTICE_ACTIONS), 0, 2),
  vips: areVips,
  mutedSenders: areSenders,
  /** Mail whose subject contains one of these is treated as that of a VIP or a muted sender. */
  vipWords: areWords,
  mutedWords: areWords,
  /** Whether the badge counts muted mail, as far as it is listed. */
  countMuted: isFlag,
  quietHours: areQuietSpans,
  hideBadgeWhenQuiet: isFlag,
  sound: oneOf(...SOUND_CHOICES),
  volume: wholeNumber('volume'),
  soundWhileIdle: isFlag,
  soundWhileLocked: isFlag,
  openIn: oneOf(...TAB_CHOICES),
  openBehind: isFlag,
  countSms: isFlag,
  textSize: oneOf(...TEXT_SIZES),
  theme: oneOf(...THEMES),
};

function wholeNumber(name: RangeName): Schema<number> {
  const { min, max } = RANGES[name];
  return (value): value is number => Number.isInteger(value) && numberIn(min, max)(value);
}

export type Settings = { [Name in keyof typeof SETTING_SCHEMAS]: TypeOf<(typeof SETTING_SCHEMAS)[Name]> };
export type SettingName = keyof Settings;
export type NoticeAction = (typeof NOTICE_ACTIONS)[number];
export type PrivacyLevel = Settings['notificationPrivacy'];
export type FlagName = { [Name in SettingName]: Settings[Name] extends boolean ? Name : never }[SettingName];

/** The settings that the user or the organisation chose. The others have their defaults. */
export type Choices = Partial<Settings>;

export const SETTING_NAMES = Object.keys(SETTING_SCHEMAS) as readonly SettingName[];

export const DEFAULT_SETTINGS: Settings = {
  checkEvery: 'automatic',
  notifications: true,
  notificationsAtOnce: 3,
  notificationPrivacy: 'everything',
  notificationsStay: false,
  notifyWhileIdle: true,
  // Others could read it on a locked screen.
  notifyWhileLocked: false,
  notifyInWebmail: false,
  remindAfter: 0,
  noticeButtons: ['open', 'markRead'],
  vips: [],
  mutedSenders: [],
  vipWords: [],
  mutedWords: [],
  countMuted: true,
  quietHours: [],
  hideBadgeWhenQuiet: false,
  sound: 'none',
  volume: 70,
  soundWhileIdle: true,
  soundWhileLocked: false,
  openIn: 'reuse',
  openBehind: false,
  countSms: true,
  textSize: 'normal',
  theme: 'system',
};

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

/** Version 1 stored all settings. A value equal to its default counts as not chosen. */
function withoutDefaults(data: unknown): unknown {
  const defaults: Partial<Record<string, unknown>> = { ...DEFAULT_SETTINGS, checkEvery: 5 };
  return Object.fromEntries(
    Object.entries(data as object).filter(([name, value]) => value !== defaults[name]),
  );
}
