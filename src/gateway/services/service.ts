import { INFOS, type Info } from '../../core/answer/api-vocabulary';

/** Whether the operator lets a service call the API. */
export const STANDINGS = ['waiting', 'approved', 'refused'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Logo {
  readonly type: 'image/png' | 'image/svg+xml';
  readonly content: Buffer;
}

/** A website or program that calls the API. Its users see its name, site and logo before they let it in. */
export interface Service {
  /** SERVICE_ID: 3 to 40 characters of `a-z`, `0-9` and `-`. */
  readonly id: string;
  readonly name: string;
  /** Its website: an http or https address. */
  readonly site: string | undefined;
  readonly logo: Logo | undefined;
  /** What it may ask for. */
  readonly infos: readonly Info[];
  /** The addresses that a sign-in or a choice of a user may come back to, exactly as given here. */
  readonly redirects: readonly string[];
  readonly standing: Standing;
  /** Of SERVICE_PWD; undefined for Facteur, which needs none, and until the operator lets a service in. */
  readonly passwordHash: string | undefined;
}

/** Facteur's own extension. It is always there, needs no password, and comes back to addresses of extensions only. */
export const FACTEUR: Service = {
  id: 'facteur',
  name: 'Facteur',
  site: undefined,
  logo: undefined,
  infos: INFOS,
  redirects: [],
  standing: 'approved',
  passwordHash: undefined,
};

/** The most characters of a service's id. */
export const MOST_ID = 40;

const ID = new RegExp(`^[a-z0-9-]{3,${MOST_ID}}$`);

export const isServiceId = (text: string): boolean => ID.test(text);
