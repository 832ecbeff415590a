import { expect, test } from 'vitest';
import { initialsOf } from '../../src/ui/Avatar';

test.each([
  ['Marie Dupont', 'MD'],
  ['marie de la Tour', 'MT'],
  ['info@example.org', 'IO'],
  ['Żaneta', 'Ż'],
  ['ليلى حسن', 'ل\u200cح'],
  ['ليلى', 'ل'],
  ['Leila حسن', 'Lح'],
  ['…', '@'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
