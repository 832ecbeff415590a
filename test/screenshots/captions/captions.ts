import type { PictureName } from '../pictures';

export interface Caption {
  headline: string;
  more: string;
}

/** All texts of a language's pictures that are not part of the product. */
export interface Captions {
  pictures: Readonly<Record<PictureName, Caption>>;
  /** Two account names: one without problems, one that needs a sign-in. */
  accounts: readonly [string, string];
}
