import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/launcher/options';
import { UserError } from '../../src/launcher/user-error';

describe('parseOptions', () => {
  it('has defaults', () => {
    expect(parseOptions([], {})).toEqual({
      browser: undefined,
      headless: false,
      imap: undefined,
      once: false,
      json: false,
      help: false,
    });
  });

  it('reads options', () => {
    expect(parseOptions(['--browser', 'firefox', '--headless', '--once', '--json'], {})).toEqual({
      browser: 'firefox',
      headless: true,
      imap: undefined,
      once: true,
      json: true,
      help: false,
    });
  });

  it.each([
    [['--browser', 'opera'], '--browser takes chromium or firefox, not "opera".'],
    [['--browser'], "Option '--browser <value>' argument missing. All options: npm start -- --help"],
    [['--browser', '--once'], "Option '--browser' argument is ambiguous. All options: npm start -- --help"],
    [['--heedless'], "Unknown option '--heedless'. All options: npm start -- --help"],
    [['now'], 'now'],
    [['--json'], '--json goes with --once.'],
  ])('rejects %j', (args, message) => {
    expect(() => parseOptions(args, {})).toThrow(UserError);
    expect(() => parseOptions(args, {})).toThrow(message);
  });

  const after = (options: string) =>
    `npm takes options before a lone "--" for itself. Put them after it: npm start -- ${options}`;

  it.each([
    [{ npm_config_headless: 'true' }, [], '--headless'],
    [{ npm_config_once: 'true', npm_config_json: 'true' }, [], '--once --json'],
    [{ npm_config_browser: 'true' }, [], '--browser …'],
    [{ npm_config_imap: 'true' }, ['jean@orange.fr'], '--imap …'],
    [{ npm_config_imap: 'jean@orange.fr' }, [], '--imap jean@orange.fr'],
  ])('rejects options that npm has taken: %j %j', (env, args, options) => {
    expect(() => parseOptions(args, env)).toThrow(UserError);
    expect(() => parseOptions(args, env)).toThrow(after(options));
  });

  it.each([
    [
      'npm’s own settings',
      { npm_config_browser: 'firefox', npm_config_json: 'true', npm_config_ca: '-----' },
      [],
    ],
    ['an empty npm variable', { npm_config_headless: '' }, []],
    ['an option given twice, once after the lone --', { npm_config_headless: 'true' }, ['--headless']],
  ])('accepts %s', (_what, env, args) => {
    expect(() => parseOptions(args, env)).not.toThrow();
  });
});
