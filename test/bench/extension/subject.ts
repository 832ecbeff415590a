import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import project from '../../../manifest.json' with { type: 'json' };
import { type Files, readFolder } from '../../../src/build/package/files';
import { ACCOUNTS_FORMAT } from '../../../src/core/account/account';
import { pack } from '../../../src/core/store/stored-format';
import instrument from './instrument.js?raw';

export type SubjectName = 'floor' | 'facteur';

/** An extension to measure: a copy of a build, with the bench's lines at the end of its background. */
export interface Subject {
  readonly name: SubjectName;
  readonly folder: string;
  /** The popup's path in the extension. */
  readonly popup: string;
  /** The files of the build, without the bench's changes. */
  readonly files: Files;
}

interface Manifest {
  background: { service_worker?: string; scripts?: string[] };
  action: { default_popup: string };
  host_permissions?: string[];
  browser_specific_settings?: object;
}

/** An empty page of the extension. Scripts of the bench use the extension's API there. */
export const DRIVER_PAGE = 'bench.html';

/**
 * Copies an extension and adds the lines that send notes to its background. Grants the copy access to this computer: no
 * script can answer the browser's question.
 * @param source the folder of the build
 * @param folder the folder of the copy
 */
export async function prepareSubject(
  name: SubjectName,
  source: string,
  folder: string,
  notesAddress: string,
): Promise<Subject> {
  const files = await readFolder(source);
  await cp(source, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
  const script = manifest.background.service_worker ?? manifest.background.scripts?.at(-1);
  if (script === undefined) throw new Error(`${file} names no background`);
  await appendFile(join(folder, script), `\n${instrument.replace('NOTES_ADDRESS', notesAddress)}`);
  await writeFile(join(folder, DRIVER_PAGE), '<!doctype html><meta charset="utf-8"><title>bench</title>');
  const { browser_specific_settings } = project;
  await writeFile(
    file,
    JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'], browser_specific_settings }),
  );
  return { name, folder, popup: manifest.action.default_popup, files };
}

/** The paths of the background's scripts, and of the popup. */
export function entriesOf(files: Files): { background: string[]; popup: string[] } {
  const { background, action }: Manifest = JSON.parse(String(files.get('manifest.json')));
  const { service_worker, scripts = [] } = background;
  return { background: service_worker ? [service_worker] : scripts, popup: [action.default_popup] };
}

export const sourceOf = (name: SubjectName, build: string): string =>
  name === 'floor' ? resolve('test/bench/floor') : build;

/** What `storage.local` needs for both extensions to check these addresses. The floor reads only the first. */
export function storedFor(addresses: readonly string[]): object {
  const accounts = addresses.map((endpoint, index) => ({
    id: `account-${index}`,
    name: `Account ${index}`,
    endpoint,
    token: 'token',
    signInPage: '',
    webmail: 'https://mail.example/',
    serviceId: '',
    servicePassword: '',
    notify: true,
    revision: 0,
  }));
  return { address: addresses[0], accounts: pack(ACCOUNTS_FORMAT, accounts) };
}
