import { expect, test } from 'vitest';
import { about, createLog, formatLine, LEVELS } from '../../../src/gateway/shared/log';
import { NOON } from '../noon';

test.each([
  ['error', ['error']],
  ['warn', ['error', 'warn']],
  ['info', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
] as const)('the level %s writes %j', (least, written) => {
  const lines: string[] = [];
  const log = createLog(least, (level, line) => lines.push(`${level} ${line}`));
  for (const level of LEVELS) log[level]('fact');
  expect(lines).toEqual(written.map(level => `${level} fact`));
});

test('an entry is one line and begins with its subject', () => {
  const lines: string[] = [];
  about(
    'jean',
    createLog('info', (_level, line) => lines.push(line)),
  ).warn('a\r\nb\u2028c\td');
  expect(lines).toEqual(['jean: a b c d']);
});

test('a terminal line has the time, a journal line the priority', () => {
  const now = new Date(NOON);
  expect(formatLine('info', 'fact', now, false)).toBe(`${now.toISOString()} info  fact`);
  expect(formatLine('warn', 'fact', now, true)).toBe('<4>fact');
});
