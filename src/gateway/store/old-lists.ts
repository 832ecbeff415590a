import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { INFOS } from '../../core/answer/api-vocabulary';
import { FACTEUR } from '../services/service';
import { codeOf } from '../shared/error-code';
import { fieldOf, parseJson } from '../shared/json';
import type { Records } from '../shared/records';
import { StartupError } from '../shared/startup-error';
import { readPrivateFile, stateFile } from '../state/private-file';
import { damaged, newer } from './file-records';
import { KINDS, type Kind } from './kinds';
import type { StoredRecords } from './store';

/** A file of a version before 1.1.0, with all records of a kind in one list. */
interface OldList {
  readonly file: string;
  readonly name: string;
  /** Of the list in the file. */
  readonly list: string;
  /** The latest one. */
  readonly version: number;
  readonly remedy: string;
  readonly kind: keyof StoredRecords;
  /** The field of an entry that is the key of its record. */
  readonly key: 'user' | 'id';
  /** A record that is one entry, in the present form. Default: a record is a list of all entries with its key. */
  one?(entry: unknown): unknown;
  /** An entry in the present form. */
  update?(entry: unknown, version: number): unknown;
}

const OLD_LISTS: readonly OldList[] = [
  {
    file: 'tokens.json',
    name: 'token file',
    list: 'tokens',
    version: 1,
    remedy: 'everyone then has to sign in again',
    kind: 'tokens',
    key: 'user',
  },
  {
    file: 'consents.json',
    name: 'consent file',
    list: 'users',
    version: 2,
    remedy: 'everyone’s choices are then those from before they chose',
    kind: 'consents',
    key: 'user',
    update: (entry, version) => (version === 1 ? withChoices(entry) : entry),
  },
  {
    file: 'generations.json',
    name: 'file of users who signed out everywhere',
    list: 'users',
    version: 1,
    remedy: 'what was signed out everywhere may then work again: delete the key file, too',
    kind: 'generations',
    key: 'user',
    one: entry => fieldOf(entry, 'generation'),
  },
  {
    file: 'reader.json',
    name: 'file of the reader’s settings',
    list: 'users',
    version: 1,
    remedy: 'opening a mail then marks it as read as the config file says',
    kind: 'readOnOpen',
    key: 'user',
    one: entry => fieldOf(entry, 'readOnOpen'),
  },
  {
    file: 'last-asked.json',
    name: 'file of the services’ last calls',
    list: 'calls',
    version: 1,
    remedy: 'the privacy page then can’t say when a service asked before',
    kind: 'calls',
    key: 'user',
  },
  {
    file: 'grants.json',
    name: 'file of the sign-ins at providers',
    list: 'grants',
    version: 1,
    remedy: 'everyone who signed in at a provider then has to do it again',
    kind: 'grants',
    key: 'id',
    one: entry => entry,
  },
  {
    file: 'services.json',
    name: 'service file',
    list: 'services',
    version: 1,
    remedy: 'the services of the API Manager then have to register again',
    kind: 'services',
    key: 'id',
    one: entry => entry,
  },
];

const OLD_FILES: readonly string[] = OLD_LISTS.map(({ file }) => file);

/** Whether the folder has files of a version before 1.1.0. */
export const hasOldLists = async (folder: string): Promise<boolean> =>
  (await readdir(folder)).some(name => OLD_FILES.includes(name));

/** Each needs open files. */
const AT_ONCE = 16;

/** Its sessions end with the update. */
const SIGNED_OUT = 'signed-out.json';

/** Version 1 has the infos that Facteur doesn't see. */
function withChoices(entry: unknown): unknown {
  const withheld = fieldOf(entry, 'withheld');
  if (!Array.isArray(withheld) || !withheld.every(info => INFOS.includes(info))) return undefined;
  const choices = INFOS.map(info => [info, withheld.includes(info) ? 'withheld' : 'allowed']);
  return {
    user: fieldOf(entry, 'user'),
    service: FACTEUR.id,
    refused: fieldOf(entry, 'refused'),
    choices: Object.fromEntries(choices),
  };
}

/**
 * Stores the records of the old files, where there is no record yet, and renames the files. Can be done again after it
 * was broken off. @throws {StartupError} if a file can't be used
 */
export async function readOldLists(folder: string, kept: StoredRecords): Promise<void> {
  // Change nothing if one of them is damaged.
  const found = [];
  for (const old of OLD_LISTS) found.push({ old, records: await readRecords(folder, old) });
  for (const { old, records } of found) {
    if (records === undefined) continue;
    const [stored, all]: [Records<unknown>, [string, unknown][]] = [kept[old.kind], [...records]];
    for (let from = 0; from < all.length; from += AT_ONCE)
      await Promise.all(all.slice(from, from + AT_ONCE).map(it => storeIfNew(stored, ...it)));
    await setAside(join(folder, old.file));
  }
  await setAside(join(folder, SIGNED_OUT));
}

const storeIfNew = (stored: Records<unknown>, key: string, record: unknown) =>
  stored.change(key, present => ({ record: present ?? record, result: undefined }));

async function setAside(path: string): Promise<void> {
  await rename(path, `${path}.old`).catch(error => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

async function readRecords(folder: string, old: OldList): Promise<Map<string, unknown> | undefined> {
  const path = join(folder, old.file);
  const text = await readPrivateFile(path, stateFile(old.name));
  if (text === undefined) return undefined;
  const content = parseJson(text);
  const [version, list] = [fieldOf(content, 'version'), fieldOf(content, old.list)];
  if (Number(version) > old.version) throw new StartupError(newer(old.name, path));
  const isKnown = Number.isInteger(version) && Number(version) >= 1 && Array.isArray(list);
  const records = isKnown ? recordsIn(list, old, Number(version)) : undefined;
  if (records === undefined) throw new StartupError(damaged(old.name, path, old.remedy));
  return records;
}

/** Undefined if an entry is wrong. */
function recordsIn(
  list: readonly unknown[],
  { key, kind, one, update = entry => entry }: OldList,
  version: number,
): Map<string, unknown> | undefined {
  const entries = list.map(entry => update(entry, version));
  const keys = entries.map(entry => fieldOf(entry, key));
  if (!keys.every(it => typeof it === 'string')) return undefined;
  const unique = [...new Set(keys)];
  if (one !== undefined && unique.length < keys.length) return undefined;
  const { parse }: Kind<unknown> = KINDS[kind] as Kind<unknown>;
  const records = new Map<string, unknown>();
  const byKey = new Map<string, unknown[]>(unique.map(it => [it, []]));
  for (const [index, entry] of entries.entries()) byKey.get(keys[index] as string)?.push(entry);
  for (const [it, ofKey] of byKey) {
    const record = parse(one === undefined ? ofKey : one(ofKey[0]));
    if (record === undefined) return undefined;
    records.set(it, record);
  }
  return records;
}
