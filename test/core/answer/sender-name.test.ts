import { expect, test } from 'vitest';
import { senderName } from '../../../src/core/answer/sender-name';

test.each([
  ['Zoé Martin', 'zoe@example.com', 'Zoé Martin'],
  ['', 'zoe@example.com', 'zoe@example.com'],
  ['zoe@example.com', 'zoe@example.com', 'zoe@example.com'],
  ['boss@company.example', 'thief@evil.example', 'boss@company.example <thief@evil.example>'],
  ['boss＠company.example', 'thief@evil.example', 'boss＠company.example <thief@evil.example>'],
  ['boss﹫company.example', 'thief@evil.example', 'boss﹫company.example <thief@evil.example>'],
  ['boss@company.example', '', 'boss@company.example'],
  ['', '', ''],
])('the sender "%s" at "%s" is shown as "%s"', (name, address, called) => {
  expect(senderName({ name, address })).toBe(called);
});
