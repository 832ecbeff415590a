import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Choice, Consent } from '../access/consent';
import type { TokenRecord } from '../access/tokens';
import type { GrantRecord } from '../oauth/grant-store';
import { readLogo } from '../services/logo';
import { isServiceId, type Service, STANDINGS } from '../services/service';
import { fieldOf } from '../shared/json';

const CHOICES: readonly Choice[] = ['allowed', 'withheld', 'once'];

/** Entries of a list, by the text in one of their fields. Undefined if one is wrong or there twice. */
export function parseMap<R extends object>(
  stored: unknown,
  key: string,
  parse: (entry: unknown) => R | undefined,
): ReadonlyMap<string, R> | undefined {
  if (!Array.isArray(stored)) return undefined;
  const records = stored.flatMap((entry): [string, R][] => {
    const [id, record] = [fieldOf(entry, key), parse(entry)];
    return typeof id === 'string' && record !== undefined ? [[id, record]] : [];
  });
  const all = new Map(records);
  return all.size === stored.length ? all : undefined;
}

export const formatMap = <R extends object>(records: ReadonlyMap<string, R>, key: string) =>
  [...records].map(([id, record]) => ({ [key]: id, ...record }));

export const isOptionalText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

const isInfo = (name: unknown): name is Info => INFOS.some(info => info === name);

export const areInfos = (value: unknown): value is Info[] => Array.isArray(value) && value.every(isInfo);

export function parseToken(entry: unknown): TokenRecord | undefined {
  const [user, service, ends] = [fieldOf(entry, 'user'), fieldOf(entry, 'service'), fieldOf(entry, 'ends')];
  const [session, sealed] = [fieldOf(entry, 'session'), fieldOf(entry, 'sealed')];
  const [grant, linked] = [fieldOf(entry, 'grant'), fieldOf(entry, 'linked')];
  const ended = fieldOf(entry, 'ended') === true || undefined;
  if (typeof user !== 'string' || typeof service !== 'string' || typeof ends !== 'number') return undefined;
  if (!isOptionalText(session) || !isOptionalText(sealed)) return undefined;
  if (!isOptionalText(grant) || !isOptionalText(linked)) return undefined;
  return { user, service, ends, session, sealed, grant, linked, ended };
}

export function parseConsent(entry: unknown): Consent | undefined {
  const [refused, stored] = [fieldOf(entry, 'refused'), fieldOf(entry, 'choices')];
  if (typeof refused !== 'boolean' || typeof stored !== 'object' || stored === null) return undefined;
  const choices = Object.entries(stored);
  const isValid = choices.every(([info, choice]) => isInfo(info) && CHOICES.includes(choice));
  return isValid ? { refused, choices: new Map(choices as [Info, Choice][]) } : undefined;
}

export function parseGrant(stored: unknown): GrantRecord | undefined {
  const [user, provider] = [fieldOf(stored, 'user'), fieldOf(stored, 'provider')];
  const [sealed, usedAt] = [fieldOf(stored, 'sealed'), fieldOf(stored, 'usedAt')];
  if (typeof user !== 'string' || typeof provider !== 'string') return undefined;
  if (typeof sealed !== 'string' || typeof usedAt !== 'number') return undefined;
  const withdrawn = fieldOf(stored, 'withdrawn') === true || undefined;
  const setUp = fieldOf(stored, 'setUp') === true || undefined;
  return { user, provider, sealed, usedAt, withdrawn, setUp };
}

export function parseService(stored: unknown): Service | undefined {
  const text = (name: string) => {
    const value = fieldOf(stored, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [id, name, passwordHash, logo] = [text('id'), text('name'), text('passwordHash'), text('logo')];
  const standing = STANDINGS.find(it => it === fieldOf(stored, 'standing'));
  const [infos, redirects] = [fieldOf(stored, 'infos'), fieldOf(stored, 'redirects')];
  if (id === undefined || !isServiceId(id) || name === undefined || standing === undefined) return undefined;
  if (!areInfos(infos) || !Array.isArray(redirects)) return undefined;
  if (!redirects.every(it => typeof it === 'string')) return undefined;
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
