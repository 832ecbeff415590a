import { join } from 'node:path';
import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Consent, ConsentStore } from '../access/consent';
import { StartupError } from '../shared/startup-error';
import { readPrivateFile, replacePrivateFile, stateFile } from './private-file';

const VERSION = 1;

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createConsentFile(folder: string): ConsentStore {
  const path = join(folder, 'consents.json');
  return {
    async read() {
      const text = await readPrivateFile(path, stateFile('consent file'));
      return text === undefined ? new Map() : parse(text, path);
    },
    write: consents => replacePrivateFile(path, format(consents)),
  };
}

function format(consents: ReadonlyMap<string, Consent>): string {
  const users = [...consents].map(([user, { refused, withheld }]) => ({
    user,
    refused,
    withheld: [...withheld],
  }));
  return `${JSON.stringify({ version: VERSION, users }, undefined, 2)}\n`;
}

/** Rejects the whole file at any error: the unreadable part may be a refusal. */
function parse(text: string, path: string): Map<string, Consent> {
  const file = parseJson(text);
  const version = fieldOf(file, 'version');
  if (typeof version === 'number' && version > VERSION) {
    throw new StartupError(
      `the consent file ${path} was written by a newer gateway: use that version, or choose another folder with --state`,
    );
  }
  const users = fieldOf(file, 'users');
  const consents = new Map<string, Consent>();
  const entries: readonly unknown[] | undefined = Array.isArray(users) ? users : undefined;
  for (const entry of entries ?? []) {
    const user = fieldOf(entry, 'user');
    const refused = fieldOf(entry, 'refused');
    const withheld = fieldOf(entry, 'withheld');
    if (typeof user === 'string' && typeof refused === 'boolean' && isInfos(withheld)) {
      consents.set(user, { refused, withheld: new Set(withheld) });
    }
  }
  if (version !== VERSION || consents.size !== entries?.length) {
    throw new StartupError(
      `the consent file ${path} is damaged: restore it from a backup, or delete it (everything is then allowed until people choose again)`,
    );
  }
  return consents;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const isInfos = (value: unknown): value is Info[] =>
  Array.isArray(value) && value.every(name => INFOS.includes(name));
