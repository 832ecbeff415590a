import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';

/** @throws {StartupError} if the file has no certificate or can't be read */
export type ReadCa = (path: string) => Promise<string>;

/** Reads each file once: a reader for one reading of the configuration. */
export function createCaReader(): ReadCa {
  const read = new Map<string, Promise<string>>();
  return path => {
    const reading = read.get(path) ?? readCa(path);
    read.set(path, reading);
    return reading;
  };
}

/** @throws {StartupError} if the file has no certificate or can't be read */
export async function readCa(path: string): Promise<string> {
  try {
    const pem = await readFile(path, 'utf8');
    createSecureContext({ ca: pem });
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  } catch (error) {
    throw new StartupError(`can’t use ${path} (${codeOf(error)}): give ca a certificate in PEM form`);
  }
  throw new StartupError(`${path} contains no certificate: give ca one in PEM form`);
}
