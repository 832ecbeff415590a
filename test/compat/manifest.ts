import type { Identifier } from '@mdn/browser-compat-data';
import { DATA, entryAt, type Feature, PERMISSIONS, statementsAt } from './support';

const KEYS = DATA.webextensions.manifest ?? {};

/** Keys that only Chrome has, and has always had. The data lacks them. */
const WITHOUT_DATA = ['key', 'minimum_chrome_version'];

export function featuresOfManifest(manifest: Readonly<Record<string, unknown>>): Feature[] {
  const { permissions, ...others } = manifest;
  const keys = Object.entries(others).filter(([key]) => !WITHOUT_DATA.includes(key));
  return [
    ...keys.flatMap(([key, value]) => [
      { name: `manifest ${key}`, known: statementsAt(KEYS, [key]) },
      ...keysWithin(value, entryAt(KEYS, [key]) ?? {}, `manifest ${key}`),
    ]),
    ...[permissions ?? []].flat().map(name => ({
      name: `permission ${name}`,
      known: statementsAt(PERMISSIONS, [String(name)]),
    })),
  ];
}

function keysWithin(value: unknown, entry: Identifier, name: string): Feature[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = entryAt(entry, [key]);
    if (!own) return [];
    const path = `${name}.${key}`;
    return [{ name: path, known: statementsAt(own, []) }, ...keysWithin(inner, own, path)];
  });
}
