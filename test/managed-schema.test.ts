import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { ACCOUNT_ENTRIES, LOCKABLE, parsePolicy } from '../src/core/policy/parse-policy';
import { SOUND_CHOICES } from '../src/core/settings/chimes';
import { DAYS } from '../src/core/settings/quiet-hours';
import {
  DEFAULT_SETTINGS,
  PRIVACY_LEVELS,
  RANGES,
  type RangeName,
  SETTING_NAMES,
  TAB_CHOICES,
} from '../src/core/settings/settings';
import schema from '../src/platform/managed-schema.json' with { type: 'json' };

const { properties } = schema;

test('the manifest names the schema', () => {
  expect(manifest.storage.managed_schema).toBe('src/platform/managed-schema.json');
});

describe('the schema by which Chrome reads a policy', () => {
  test('has the entries that the policy has', () => {
    expect(Object.keys(properties).toSorted()).toEqual(['accounts', 'locked', ...SETTING_NAMES].toSorted());
    expect(Object.keys(properties.accounts.items.properties)).toEqual(Object.keys(ACCOUNT_ENTRIES));
  });

  test('has the same ranges and choices', () => {
    for (const [name, { min, max }] of Object.entries(RANGES))
      expect(properties[name as RangeName]).toMatchObject({ type: 'integer', minimum: min, maximum: max });
    expect(properties.notificationPrivacy.enum).toEqual([...PRIVACY_LEVELS]);
    expect(properties.openIn.enum).toEqual([...TAB_CHOICES]);
    expect(properties.sound.enum).toEqual([...SOUND_CHOICES]);
    expect(properties.vips.items.properties.sound.enum).toEqual([...SOUND_CHOICES]);
    expect(properties.quietHours.items.properties.days.items.enum).toEqual([...DAYS]);
    const flags = Object.entries(properties).filter(([, { type }]) => type === 'boolean');
    const yesOrNo = SETTING_NAMES.filter(name => typeof DEFAULT_SETTINGS[name] === 'boolean');
    expect(flags.map(([name]) => name)).toEqual(yesOrNo);
  });

  test('describes every lock, and leaves validation to Facteur', () => {
    // Not an enum: because of one unknown entry Chrome would silently drop all locks.
    expect(properties.locked.items).toEqual({ type: 'string' });
    expect(LOCKABLE.filter(name => !properties.locked.description.includes(name))).toEqual([]);
  });

  test('has the same limits as Facteur', () => {
    for (const name of Object.keys(RANGES) as RangeName[]) {
      const { minimum, maximum } = properties[name];
      for (const value of [minimum, maximum])
        expect(parsePolicy({ [name]: value }).settings).toEqual({ [name]: value });
      for (const beyond of [minimum - 1, maximum + 1])
        expect(parsePolicy({ [name]: beyond }).problems).toHaveLength(1);
    }
  });

  test('uses only the keywords that Chrome supports', () => {
    const known = ['type', 'title', 'description', 'properties', 'items', 'enum', 'minimum', 'maximum'];
    const keywords = (part: object): string[] =>
      Object.entries(part).flatMap(([key, value]) => {
        const inside = key === 'properties' ? Object.values(value) : key === 'items' ? [value] : [];
        return [key, ...inside.flatMap(keywords)];
      });
    expect(keywords(schema).filter(keyword => !known.includes(keyword))).toEqual([]);
  });
});
