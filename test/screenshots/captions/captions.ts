import type { PictureName } from '../pictures';

/** What stands beside what a picture shows. */
export interface Caption {
  /** A few words, in large letters. */
  headline: string;
  /** A sentence or two below it. */
  more: string;
}

/** All words on a language's pictures that are not the product's own. */
export interface Captions {
  pictures: Readonly<Record<PictureName, Caption>>;
  /** Names of accounts: one that is fine, one that needs its user. */
  accounts: readonly [string, string];
}
