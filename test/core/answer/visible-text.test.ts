import { expect, test } from 'vitest';
import { visibleText } from '../../../src/core/answer/visible-text';

test.each([
  ['a right-to-left override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['embeddings and overrides', 'a\u202ab\u202bc\u202cd\u202de\u202ef', 'abcdef'],
  ['isolates of every kind', 'a\u2066b\u2067c\u2068d\u2069e', 'abcde'],
  ['isolates and marks', '\u2066a\u2069\u200eb\u200f', 'ab'],
  ['a zero-width space and a soft hyphen', 'pay\u200bpal\u00ad\ufeff', 'paypal'],
  ['control characters, which separate words', 'a\u0000b\u0007c', 'a b c'],
  ['line breaks and runs of spaces', ' a\r\n\t  b ', 'a b'],
  ['a no-break space, which is kept', 'a\u00a0!', 'a\u00a0!'],
  ['joiners without effect', '\u200da\u200d\u200cb\u200d', 'ab'],
  ['the joiner of Persian, which is kept', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['the joiner of an emoji, which is kept', '👩\u200d💻', '👩\u200d💻'],
])('%s', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
