import * as v from 'valibot';
import type { Format } from './stored-format';

export const INTERVAL = { min: 1, max: 60, default: 5 } as const;

const SettingsSchema = v.object({
  /** Minutes between two checks, a whole number within `INTERVAL`. */
  checkEvery: v.fallback(
    v.pipe(v.number(), v.integer(), v.minValue(INTERVAL.min), v.maxValue(INTERVAL.max)),
    INTERVAL.default,
  ),
  notifications: v.fallback(v.boolean(), true),
  /** Whether unread SMS are part of the number on the badge. */
  countSms: v.fallback(v.boolean(), true),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

/** What is missing or out of range takes its default. */
export const SETTINGS_FORMAT: Format<Settings> = {
  fallback: v.parse(SettingsSchema, {}),
  migrations: [],
  parse: raw => v.parse(SettingsSchema, typeof raw === 'object' && raw !== null ? raw : {}),
};

/** Minutes between two checks, in ms. */
export function intervalOf({ checkEvery }: Settings): number {
  return checkEvery * 60_000;
}
