import { parseArgs } from 'node:util';
import { UserError } from '../../src/launcher/user-error';
import { BROWSERS, type Filter, PAGES, THEMES } from './spots';

export interface GalleryOptions {
  filter: Filter;
  /** Device pixels per CSS pixel, 1 or 2. */
  scale: number;
  help: boolean;
}

export const HELP = `Usage: npm run gallery [-- options]

Takes a picture of every state of the popup, the settings page and the gateway's pages, in every theme
and language, in a real Chromium and a real Firefox, and shows them all on dist/gallery/index.html.
Exits with 1, and prints why, if axe-core finds a fault or a text is cut off.

  --page <${PAGES.join('|')}>
  --state <name>
  --language <code>
  --theme <${THEMES.join('|')}>
  --browser <${BROWSERS.join('|')}>
                          each option keeps only the pictures with this value
  --scale <1|2>           device pixels per CSS pixel (default: 1)
  --help                  print this
`;

/** @throws UserError for an unknown argument or a wrong value */
export function parseOptions(args: string[]): GalleryOptions {
  const { page, state, language, theme, browser, scale = '1', help = false } = readArguments(args);
  if (scale !== '1' && scale !== '2') throw new UserError(`--scale takes 1 or 2, not "${scale}".`);
  return {
    filter: {
      page: oneOf('--page', PAGES, page),
      state: state === undefined ? undefined : [state],
      language: language === undefined ? undefined : [language],
      theme: oneOf('--theme', THEMES, theme),
      browser: oneOf('--browser', BROWSERS, browser),
    },
    scale: Number(scale),
    help,
  };
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        page: text,
        state: text,
        language: text,
        theme: text,
        browser: text,
        scale: text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\nTry: npm run gallery -- --help`);
  }
}

function oneOf<T extends string>(
  option: string,
  values: readonly T[],
  text: string | undefined,
): [T] | undefined {
  const value = values.find(it => it === text);
  if (text !== undefined && !value)
    throw new UserError(`${option} takes ${values.join(', ')}, not "${text}".`);
  return value && [value];
}
