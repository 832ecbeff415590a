import { readFile } from 'node:fs/promises';
import { INFOS } from '../../core/answer/api-vocabulary';
import { hashPassword } from '../services/credentials';
import { MAX_LOGO, readLogo } from '../services/logo';
import { FACTEUR, isServiceId, type Logo, type Service } from '../services/service';
import { isRedirect, isServiceName, isSite } from '../services/service-values';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import type { ConfigFile } from './config-file';
import { FILE, oneOfWords, TEXT, textThat, type Value } from './option-values';
import { last, prefixed, readTable, refuseTwice, type Table } from './read-table';
import { readPasswordFile } from './secrets';

/** Shorter ones could be guessed: calls with wrong passwords are not slowed down. */
const LEAST_PASSWORD = 16;

const SERVICE_SETTINGS = {
  id: textThat(
    '3 to 40 small letters, digits and hyphens, other than "facteur"',
    text => isServiceId(text) && text !== FACTEUR.id,
  ),
  password: TEXT,
  'password-file': FILE,
  name: textThat('a name of 1 to 60 characters, as users should read it', isServiceName),
  url: textThat('the address of its website, such as https://stats.example.org/', isSite),
  logo: FILE,
  infos: oneOfWords(INFOS),
  redirect: textThat(
    'an https address without #, such as https://stats.example.org/back, or one of this computer with http',
    isRedirect,
  ),
} satisfies Record<string, Value<unknown>>;

/** @throws {StartupError} at the first error */
export async function readServices(file: ConfigFile): Promise<Service[]> {
  const services: Service[] = [];
  for (const [index, table] of file.services.entries()) {
    services.push(await prefixed(`service ${index + 1}`, () => readService(table)));
  }
  refuseTwice(
    services.map(({ id }) => id),
    id => `two services have the id ${id}: give each its own id`,
  );
  return services;
}

async function readService(table: Table): Promise<Service> {
  const read = readTable(table, SERVICE_SETTINGS, 'its settings');
  const [id, name] = [last(read.id), last(read.name)];
  if (id === undefined) throw new StartupError('it has no id: give it one, such as id = "stats"');
  if (name === undefined)
    throw new StartupError('it has no name: users read it before they let the service in');
  const passwordFile = last(read['password-file']);
  const password =
    last(read.password) ?? (passwordFile === undefined ? undefined : await readPasswordFile(passwordFile));
  if (password === undefined || password.length < LEAST_PASSWORD) {
    throw new StartupError(
      `give it a password of at least ${LEAST_PASSWORD} characters, or a password-file with one`,
    );
  }
  const logo = last(read.logo);
  return {
    id,
    name,
    site: last(read.url),
    logo: logo === undefined ? undefined : await readLogoFile(logo),
    infos: INFOS.filter(info => read.infos?.includes(info) ?? true),
    redirects: read.redirect ?? [],
    standing: 'approved',
    passwordHash: hashPassword({ id, password }),
  };
}

async function readLogoFile(path: string): Promise<Logo> {
  const content = await readFile(path).catch(error => {
    throw new StartupError(`can’t read the logo ${path} (${codeOf(error)})`);
  });
  const logo = readLogo(content);
  if (logo !== undefined) return logo;
  throw new StartupError(
    `the logo ${path} can’t be used: give a PNG of at most 1024 × 1024 pixels, or an SVG, of at most ${MAX_LOGO / 1024} KiB`,
  );
}
