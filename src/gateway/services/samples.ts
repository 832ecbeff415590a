import { strToU8, zipSync } from 'fflate';
import type { GatewayAddresses } from '../../core/account/gateway-address';
import indexPhp from './samples/index.php?raw';
import messagesMjs from './samples/messages.mjs?raw';
import messagesPy from './samples/messages.py?raw';
import messagesSh from './samples/messages.sh?raw';
import readme from './samples/README.txt?raw';
import type { Service } from './service';

/** For a service that has no address on the developer's computer yet. */
const USUAL_REDIRECT = 'http://127.0.0.1:8000/';

/** Writes a value into the text of a file, so that it stays the same value there. */
type Write = (value: string) => string;

const asIs: Write = value => value;

/** In single quotes, JavaScript, Python and PHP have the same two escapes. */
const inProgram: Write = value => value.replaceAll(/[\\']/g, '\\$&');

const inShell: Write = value => value.replaceAll("'", "'\\''");

const FILES: readonly (readonly [name: string, template: string, write: Write])[] = [
  ['README.txt', readme, asIs],
  ['index.php', indexPhp, inProgram],
  ['messages.mjs', messagesMjs, inProgram],
  ['messages.py', messagesPy, inProgram],
  ['messages.sh', messagesSh, inShell],
];

/**
 * A ZIP file with sample programs that call the API as this service, and instructions. The same service and addresses
 * give the same bytes. It doesn't have the service's password.
 */
export function samplesZip(
  { id, name, redirects, infos }: Pick<Service, 'id' | 'name' | 'redirects' | 'infos'>,
  { apiAddress, signInPage }: Pick<GatewayAddresses, 'apiAddress' | 'signInPage'>,
): Buffer {
  const redirect = redirects.find(isOnThisComputer) ?? USUAL_REDIRECT;
  const { hostname, port } = new URL(redirect);
  const values: Readonly<Record<string, string>> = {
    SERVICE_ID: id,
    NAME: name,
    API_ADDRESS: apiAddress,
    SIGN_IN_PAGE: signInPage,
    INFOS: infos.join(','),
    REDIRECT: redirect,
    LISTEN: `${hostname}:${port || 80}`,
  };
  const files = FILES.map(([file, template, write]) => {
    const text = template.replaceAll(/\{\{(\w+)\}\}/g, (_, placeholder) => write(values[placeholder] ?? ''));
    return [`${id}/${file}`, strToU8(text)] as const;
  });
  // ZIP files store local time. The earliest possible time gives the same bytes in every time zone.
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 1) }));
}

/** Where a sample can listen, as all of its languages understand it. */
const isOnThisComputer = (redirect: string) => /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(redirect);
