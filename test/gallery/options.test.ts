import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/launcher/user-error';
import { parseOptions } from './options';

describe('the gallery’s arguments', () => {
  it('keep everything by default', () => {
    expect(parseOptions([])).toEqual({ filter: {}, scale: 1, help: false });
  });

  it('are parsed', () => {
    const args =
      '--page popup --state offline --language ar --theme dark --browser firefox --scale 2 --help'.split(' ');
    expect(parseOptions(args)).toEqual({
      filter: {
        page: ['popup'],
        state: ['offline'],
        language: ['ar'],
        theme: ['dark'],
        browser: ['firefox'],
      },
      scale: 2,
      help: true,
    });
  });

  it.each([
    [['--theme', 'pink'], '--theme takes light, dark, forced-colors, not "pink".'],
    [['--scale', '3'], '--scale takes 1 or 2, not "3".'],
    [['--page'], '--page'],
    [['now'], 'now'],
  ])('%j are rejected', (args, why) => {
    expect(() => parseOptions(args)).toThrow(UserError);
    expect(() => parseOptions(args)).toThrow(why);
  });
});
