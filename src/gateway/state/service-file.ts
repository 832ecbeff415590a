import { join } from 'node:path';
import { readLogo } from '../services/logo';
import type { ServiceStore } from '../services/register';
import { isServiceId, type Service, STANDINGS } from '../services/service';
import { isInfo } from './consent-file';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createServiceFile(folder: string): ServiceStore {
  return createListFile<readonly Service[]>({
    name: 'service file',
    path: join(folder, 'services.json'),
    version: 1,
    list: 'services',
    remedy: 'the services of the API Manager then have to register again',
    parse(entries) {
      const services = entries.map(parseService);
      return services.every(service => service !== undefined) ? services : undefined;
    },
    format: services =>
      services.map(({ logo, ...service }) => ({ ...service, logo: logo?.content.toString('base64') })),
  });
}

function parseService(entry: unknown): Service | undefined {
  const text = (name: string) => {
    const value = fieldOf(entry, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [id, name, passwordHash, logo] = [text('id'), text('name'), text('passwordHash'), text('logo')];
  const standing = STANDINGS.find(it => it === fieldOf(entry, 'standing'));
  const [infos, redirects] = [fieldOf(entry, 'infos'), fieldOf(entry, 'redirects')];
  if (id === undefined || !isServiceId(id) || name === undefined || standing === undefined) return undefined;
  if (!Array.isArray(infos) || !infos.every(isInfo)) return undefined;
  if (!Array.isArray(redirects) || !redirects.every(it => typeof it === 'string')) return undefined;
  return {
    id,
    name,
    site: text('site'),
    logo: logo === undefined ? undefined : readLogo(Buffer.from(logo, 'base64')),
    infos,
    redirects,
    standing,
    passwordHash,
  };
}
