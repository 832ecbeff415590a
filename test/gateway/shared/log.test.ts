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

test.each([
  ['an escape sequence', 'a\x1b[31m\x1b]0;title\x07b', 'a [31m ]0;title b'],
  ['C1 controls', 'a\x9b31mb\x85c', 'a 31mb c'],
  ['NUL, backspace and delete', 'a\0\b\x7fb', 'a b'],
  ['direction marks', 'a\u202Eb\u2066c\u200Fd\u061Ce', 'a b c d e'],
  ['invisible characters', 'a\u200Bb\uFEFFc\u{E0041}d', 'a b c d'],
  ['line breaks', 'a\r\n2026-11-25T21:30:00.000Z error b\u2029c', 'a 2026-11-25T21:30:00.000Z error b c'],
])('an entry contains no %s', (_what, line, written) => {
  const lines: string[] = [];
  const log = createLog('debug', (_level, it) => lines.push(it));
  log.info(line);
  about('jean', log).info(line);
  expect(lines).toEqual([written, `jean: ${written}`]);
});

test('letters of all scripts and emoji stay', () => {
  const lines: string[] = [];
  createLog('debug', (_level, line) => lines.push(line)).info('Éric, Łukasz, أحمد, 山田 ✓ 🎉');
  expect(lines).toEqual(['Éric, Łukasz, أحمد, 山田 ✓ 🎉']);
});

test('a terminal line has the time, a journal line the priority', () => {
  const now = new Date(NOON);
  expect(formatLine('info', 'fact', now, false)).toBe(`${now.toISOString()} info  fact`);
  expect(formatLine('warn', 'fact', now, true)).toBe('<4>fact');
});
