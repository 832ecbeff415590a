import type { Theme } from '../../src/launcher/browsers/session';
import type { LanguageName } from '../translate';
import type { Captions } from './captions/captions';
import { ENGLISH } from './captions/en';
import { FRENCH } from './captions/fr';

/** The languages that the stores have a page in, each with the words on its pictures. */
export const CAPTIONS = { en: ENGLISH, fr: FRENCH } satisfies Partial<Record<LanguageName, Captions>>;

export type StoreLanguage = keyof typeof CAPTIONS;

export const STORE_LANGUAGES = Object.keys(CAPTIONS) as StoreLanguage[];

/** Device pixels per CSS pixel: what is shown is a quarter larger than it is, so that it can be read in a store's column. */
export const SCALE = 1.25;

/** A page of Facteur that a picture shows. */
export interface Shown {
  page: 'popup' | 'settings';
  /** One of its states, in `states.tsx`. */
  state: string;
  theme: Exclude<Theme, 'forced-colors'>;
  /** The picture's own language unless given. */
  language?: LanguageName;
}

/** A picture for the stores. */
export interface Picture {
  name: PictureName;
  /** The file's name says the order in which stores show them. */
  file: string;
  /** Pixels. */
  width: number;
  height: number;
  /** In a window, below a toolbar; side by side on the desktop; or none, and the icon instead. */
  layout: 'window' | 'desktop' | 'icon';
  /** Of the picture around what is shown. */
  theme: Shown['theme'];
  shown: readonly Shown[];
}

export type PictureName = 'mail' | 'accounts' | 'quiet' | 'settings' | 'languages' | 'tile' | 'marquee';

/** Chrome takes these or 640 × 400, and at most five; Mozilla recommends the same shape. */
const SCREENSHOT = { width: 1280, height: 800 };

/** All pictures, in the order in which a store shows them. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'mail',
    file: '1-mail.png',
    ...SCREENSHOT,
    layout: 'window',
    theme: 'light',
    shown: [{ page: 'popup', state: 'mail', theme: 'light' }],
  },
  {
    name: 'accounts',
    file: '2-accounts.png',
    ...SCREENSHOT,
    layout: 'window',
    theme: 'light',
    shown: [{ page: 'popup', state: 'accounts', theme: 'light' }],
  },
  {
    name: 'quiet',
    file: '3-quiet.png',
    ...SCREENSHOT,
    layout: 'window',
    theme: 'dark',
    shown: [{ page: 'popup', state: 'quiet', theme: 'dark' }],
  },
  {
    name: 'settings',
    file: '4-settings.png',
    ...SCREENSHOT,
    layout: 'window',
    theme: 'light',
    shown: [{ page: 'settings', state: 'notifications', theme: 'light' }],
  },
  {
    name: 'languages',
    file: '5-languages.png',
    ...SCREENSHOT,
    layout: 'desktop',
    theme: 'light',
    shown: [
      { page: 'popup', state: 'languages', theme: 'dark', language: 'ro' },
      { page: 'popup', state: 'languages', theme: 'light', language: 'ar' },
    ],
  },
  // Chrome's promotional pictures.
  {
    name: 'tile',
    file: 'tile-small.png',
    width: 440,
    height: 280,
    layout: 'icon',
    theme: 'light',
    shown: [],
  },
  {
    name: 'marquee',
    file: 'tile-marquee.png',
    width: 1400,
    height: 560,
    layout: 'window',
    theme: 'light',
    shown: [{ page: 'popup', state: 'few', theme: 'light' }],
  },
];
