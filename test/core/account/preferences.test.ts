import { describe, expect, test } from 'vitest';
import { ACCOUNTS_FORMAT, type Account } from '../../../src/core/account/account';
import { withPreferences } from '../../../src/core/account/account-form';
import { accountColour, COLOURS } from '../../../src/core/account/colour';
import { withPlace } from '../../../src/core/account/order';
import { isPaused, pausedText, UNTIL_RESUMED } from '../../../src/core/account/pause';
import { HOUR, makeAccount, NOW } from '../../make';
import { t } from '../../translate';

/** The colours of accounts with these choices, in order. */
function coloursOf(...choices: Account['colour'][]): string[] {
  const accounts = choices.map((colour, index) => makeAccount({ id: `${index}`, colour, name: 'Mail' }));
  return accounts.map(({ id }) => accountColour(id, accounts));
}

describe('the colour of an account', () => {
  test('is the chosen one', () => {
    for (const colour of COLOURS) {
      const account = makeAccount({ colour });
      expect(accountColour(account.id, [account, makeAccount({ id: 'work' })])).toBe(colour);
    }
  });

  test('is one that no other account has without a choice', () => {
    expect(coloursOf('', '', '')).toEqual(['0', '1', '2']);
    expect(coloursOf('', '0', '', '2')).toEqual(['1', '0', '3', '2']);
    expect(new Set(coloursOf('', '', '', '5', '', '', '', '')).size).toBe(COLOURS.length);
  });

  test('is one that few accounts have, with more accounts than colours', () => {
    expect(coloursOf('', '', '', '', '', '', '', '', '', '').slice(-2)).toEqual(['0', '1']);
  });
});

describe('a pause', () => {
  test('ends by itself', () => {
    const account = makeAccount({ pausedUntil: NOW + HOUR });
    expect([NOW, NOW + HOUR - 1, NOW + HOUR].map(now => isPaused(account, now))).toEqual([true, true, false]);
    expect(isPaused(makeAccount(), NOW)).toBe(false);
  });

  test('says when it ends, if it does', () => {
    expect(t(pausedText({ pausedUntil: NOW + HOUR }))).toMatch(/^Paused until .*\d/);
    expect(t(pausedText({ pausedUntil: UNTIL_RESUMED }))).toBe('Paused');
  });
});

test('a change of preferences is no new revision, and changes no other account', () => {
  const [home, work] = [makeAccount({ revision: 3 }), makeAccount({ id: 'work' })];
  expect(withPreferences([home, work], 'home', { colour: '2', badge: 'none' })).toEqual([
    { ...home, colour: '2', badge: 'none' },
    work,
  ]);
});

test('an invalid preference in storage takes its default', () => {
  const stored = {
    ...makeAccount(),
    colour: '9',
    badge: 'all',
    sound: 'cow',
    checkEvery: -1,
    folders: 'INBOX',
  };
  expect(ACCOUNTS_FORMAT.parse([stored])).toEqual([makeAccount()]);
});

describe('the place of an account', () => {
  const accounts = ['a', 'b', 'c', 'd'].map(id => makeAccount({ id }));
  const moved = (id: string, placeOf: string) =>
    withPlace(accounts, id, placeOf, it => it.id === 'a')
      .map(it => it.id)
      .join('');

  test.each([
    ['b', 'd', 'acdb'],
    ['d', 'b', 'adbc'],
    ['c', 'b', 'acbd'],
    ['c', 'c', 'abcd'],
    ['gone', 'b', 'abcd'],
    ['b', 'gone', 'abcd'],
  ])('%s at the place of %s gives %s', (id, placeOf, order) => {
    expect(moved(id, placeOf)).toBe(order);
  });

  test('stays if it, or the other one, is fixed', () => {
    expect(moved('a', 'c')).toBe('abcd');
    expect(moved('c', 'a')).toBe('abcd');
  });
});
