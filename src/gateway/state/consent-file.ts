import { join } from 'node:path';
import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { AllConsents, Choice, Consent } from '../access/consent';
import type { ValueStore } from '../access/shared-value';
import { createListFile, fieldOf } from './list-file';

const CHOICES: readonly Choice[] = ['allowed', 'withheld', 'once'];

/**
 * `read` rejects with a {@link StartupError}, `write` with the file system's error.
 * @param ownService entries of version 1.0.0 name no service and are about this one
 */
export function createConsentFile(folder: string, ownService: string): ValueStore<AllConsents> {
  return createListFile<AllConsents>({
    name: 'consent file',
    path: join(folder, 'consents.json'),
    version: 2,
    list: 'users',
    remedy: 'everyone’s choices are then those from before they chose',
    parse: (entries, version) => parseConsents(entries, version === 1 ? ownService : undefined),
    format: consents =>
      [...consents].flatMap(([user, ofUser]) =>
        [...ofUser].map(([service, { refused, choices }]) => ({
          user,
          service,
          refused,
          choices: Object.fromEntries(choices),
        })),
      ),
  });
}

/** Undefined if an entry is wrong. `only`: all entries are about this service. */
function parseConsents(entries: readonly unknown[], only: string | undefined): AllConsents | undefined {
  const all = new Map<string, Map<string, Consent>>();
  for (const entry of entries) {
    const [user, refused] = [fieldOf(entry, 'user'), fieldOf(entry, 'refused')];
    const service = only ?? fieldOf(entry, 'service');
    const choices =
      only === undefined
        ? parseChoices(fieldOf(entry, 'choices'))
        : parseWithheld(fieldOf(entry, 'withheld'));
    if (typeof user !== 'string' || typeof service !== 'string') return undefined;
    if (typeof refused !== 'boolean' || choices === undefined) return undefined;
    const ofUser = all.get(user) ?? new Map<string, Consent>();
    if (ofUser.has(service)) return undefined;
    all.set(user, ofUser.set(service, { refused, choices }));
  }
  return all;
}

function parseChoices(value: unknown): ReadonlyMap<Info, Choice> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const choices = Object.entries(value);
  const isValid = choices.every(([info, choice]) => isInfo(info) && CHOICES.includes(choice));
  return isValid ? new Map(choices as [Info, Choice][]) : undefined;
}

/** In version 1, what isn't withheld is allowed. */
function parseWithheld(value: unknown): ReadonlyMap<Info, Choice> | undefined {
  if (!Array.isArray(value) || !value.every(isInfo)) return undefined;
  return new Map(INFOS.map(info => [info, value.includes(info) ? 'withheld' : 'allowed']));
}

export const isInfo = (name: unknown): name is Info => INFOS.some(info => info === name);
