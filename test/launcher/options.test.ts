import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/launcher/options';
import { UserError } from '../../src/launcher/user-error';

describe('the launcher’s arguments', () => {
  it('choose nothing unless given', () => {
    expect(parseOptions([])).toEqual({
      browser: undefined,
      headless: false,
      imap: undefined,
      once: false,
      json: false,
      help: false,
    });
  });

  it('are read', () => {
    expect(parseOptions(['--browser', 'firefox', '--headless', '--once', '--json'])).toEqual({
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
    [['--browser'], '--browser'],
    [['--heedless'], '--heedless'],
    [['now'], 'now'],
    [['--json'], '--json goes with --once.'],
  ])('are refused when they make no sense: %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UserError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
