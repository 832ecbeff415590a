import type { Theme } from '../../src/launcher/browsers/session';
import type { LanguageName } from '../translate';
import type { Captions } from './captions/captions';
import { ENGLISH } from './captions/en';
import { FRENCH } from './captions/fr';

export const CAPTIONS = { en: ENGLISH, fr: FRENCH } satisfies Partial<Record<LanguageName, Captions>>;

export type StoreLanguage = keyof typeof CAPTIONS;

export const STORE_LANGUAGES = Object.keys(CAPTIONS) as StoreLanguage[];

/** Device pixels per CSS pixel. Pages are a quarter larger than in the browser, to be readable in a store's column. */
export const SCALE = 1.25;

export interface Shown {
  page: 'popup' | 'settings';
  state: string;
  theme: Exclude<Theme, 'forced-colors'>;
  /** The picture's language by default. */
  language?: LanguageName;
}

export interface Picture {
  name: PictureName;
  /** The name starts with the picture's place in the store's order. */
  file: string;
  width: number;
  height: number;
  /** `window`: a page below a toolbar. `desktop`: two pages side by side. `icon`: no page, only the icon. */
  layout: 'window' | 'desktop' | 'icon';
  theme: Shown['theme'];
  shown: readonly Shown[];
}

export type PictureName = 'mail' | 'accounts' | 'quiet' | 'settings' | 'languages' | 'tile' | 'marquee';

/** Chrome's store accepts this size or 640 × 400, and at most five. Mozilla recommends the same aspect ratio. */
const SCREENSHOT = { width: 1280, height: 800 };

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
