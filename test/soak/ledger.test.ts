import { describe, expect, test } from 'vitest';
import { balance, isBalanced, type Popup, readPrinted } from './ledger';

const single = (n: number): Popup => ({ summary: `Sender ${n}`, body: `Mail ${n}\nThe text of mail ${n}.` });
const summary = (count: number, ...named: number[]): Popup => ({
  summary: `${count} new e-mails`,
  body: [...named.map(n => `Sender ${n}: Mail ${n}`), 'and 2 more'].join('\n'),
});
const sms = (count: number): Popup => ({ summary: `${count} new SMS`, body: '' });

test('readPrinted parses line breaks and quotation marks', () => {
  const printed = `{
\tappname: 'Chromium'
\tsummary: 'Jean's mother'
\tbody: 'Mail 1
“It's me”'
\ticon: 'x'
}
{
\tsummary: '5 new e-mails'
\tbody: ''
\ticon: ''
}
`;
  expect(readPrinted(printed)).toEqual([
    { summary: "Jean's mother", body: "Mail 1\n“It's me”" },
    { summary: '5 new e-mails', body: '' },
  ]);
});

describe('the ledger', () => {
  test('balances if each mail and SMS was announced once', () => {
    const popups = [single(1), sms(2), summary(5, 6, 5, 4, 3), single(7)];
    const ledger = balance(7, 2, popups, [[2, 3, 4, 5, 6]]);
    expect(ledger).toMatchObject({ lost: [], doubled: [], strange: [], sms: { arrived: 2, announced: 2 } });
    expect(isBalanced(ledger)).toBe(true);
  });

  test.each<[string, Popup[], number[][], object]>([
    ['lost mails', [single(1)], [], { lost: [2, 3, 4, 5] }],
    ['a mail announced twice', [1, 2, 2, 3, 4, 5].map(single), [], { doubled: [2] }],
    [
      'a mail announced alone and in a summary',
      [single(5), summary(5, 5, 4, 3, 2)],
      [[1, 2, 3, 4, 5]],
      { doubled: [5] },
    ],
    [
      'a summary shown twice',
      [summary(5, 5, 4), summary(5, 5, 4)],
      [[1, 2, 3, 4, 5]],
      { strange: [expect.stringContaining('5 new e-mails')] },
    ],
    [
      'a summary with a wrong count',
      [summary(4, 5, 4)],
      [[1, 2, 3, 4, 5]],
      { lost: [1, 2, 3, 4, 5], strange: [expect.any(String)] },
    ],
    [
      'an unknown notification',
      [...[1, 2, 3, 4, 5].map(single), { summary: 'Hello', body: '' }],
      [],
      { strange: ['Hello: '] },
    ],
    ['one SMS too many', [...[1, 2, 3, 4, 5].map(single), sms(1)], [], { sms: { arrived: 0, announced: 1 } }],
  ])('does not balance with %s', (_what, popups, summaries, finding) => {
    const ledger = balance(5, 0, popups, summaries);
    expect(ledger).toMatchObject(finding);
    expect(isBalanced(ledger)).toBe(false);
  });
});
