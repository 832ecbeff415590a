import * as v from 'valibot';
import type { Format } from './stored-format';

export const INTERVAL = { min: 1, max: 60, default: 5 } as const;

/** How much of a mail a notification shows, most first. `sender` keeps its words back, `count` its sender as well. */
export const PRIVACY_LEVELS = ['everything', 'sender', 'count'] as const;

/** What makes a valid value of each setting. */
export const SETTING_SCHEMAS = {
  /** Minutes between two checks, a whole number within `INTERVAL`. */
  checkEvery: v.pipe(v.number(), v.integer(), v.minValue(INTERVAL.min), v.maxValue(INTERVAL.max)),
  notifications: v.boolean(),
  notificationPrivacy: v.picklist(PRIVACY_LEVELS),
  /** Whether unread SMS are part of the number on the badge. */
  countSms: v.boolean(),
};

const SettingsSchema = v.object(SETTING_SCHEMAS);

export type Settings = v.InferOutput<typeof SettingsSchema>;
export type SettingName = keyof Settings;
export type PrivacyLevel = Settings['notificationPrivacy'];

/** The settings that somebody has chosen, the user or their organisation. The others take their defaults. */
export type Choices = Partial<Settings>;

export const SETTING_NAMES = Object.keys(SETTING_SCHEMAS) as readonly SettingName[];

/** The settings where nobody has chosen any. */
export const DEFAULT_SETTINGS: Settings = {
  checkEvery: INTERVAL.default,
  notifications: true,
  notificationPrivacy: 'everything',
  countSms: true,
};

/** What the user chose; what is out of range counts as not chosen. */
export const CHOICES_FORMAT: Format<Choices> = {
  fallback: {},
  migrations: [withoutDefaults],
  parse: raw => {
    const stored: Partial<Record<string, unknown>> =
      typeof raw === 'object' && raw !== null ? { ...raw } : {};
    const sound = SETTING_NAMES.filter(name => v.is(SETTING_SCHEMAS[name], stored[name]));
    return Object.fromEntries(sound.map(name => [name, stored[name]]));
  },
};

/** Version 1 stored all the settings at each change, so that nothing tells a default that was chosen from another. */
function withoutDefaults(data: unknown): unknown {
  const defaults: Partial<Record<string, unknown>> = DEFAULT_SETTINGS;
  return Object.fromEntries(
    Object.entries(data as object).filter(([name, value]) => value !== defaults[name]),
  );
}

/** Minutes between two checks, in ms. */
export function intervalOf({ checkEvery }: Settings): number {
  return checkEvery * 60_000;
}
