import { afterEach, describe, expect, test } from 'vitest';
import { makeState } from '../../make';
import { all, button, click, field, named, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { open } from '../open-options';

afterEach(() => show(null));

test('webmail opens in its existing tab or in a new one', async () => {
  const done = await open(makeState({}, { openIn: 'reuse' }));
  expect(field('in the webmail tab, if one is open').checked).toBe(true);
  await click(field('always in a new tab'));
  expect(done.changed).toEqual([{ openIn: 'new' }]);
});

describe('a webmail whose tabs Facteur can’t see', () => {
  const blind = { blindWebmails: ['https://mail.example:8443/box', 'https://webmail.example/'] };

  test('is listed, with a button that lets Facteur see them', async () => {
    const done = await open(makeState({}), {}, undefined, blind);
    const lines = all('[aria-labelledby=opening] .who').map(textOf);
    expect(lines).toEqual([
      'Facteur can’t see tabs at mail.example:8443',
      'Facteur can’t see tabs at webmail.example',
    ]);
    await click(named('Allow: webmail.example'));
    expect(done.allowed).toEqual(['https://webmail.example/']);
  });

  test.each([
    ['reuse', false, 2],
    ['reuse', true, 2],
    ['new', false, 2],
    ['new', true, 0],
  ] as const)(
    'is listed only if a setting needs its tab: %s, notify while in front %s',
    async (openIn, notifyInWebmail, lines) => {
      await open(makeState({}, { openIn, notifyInWebmail }), {}, undefined, blind);
      expect(all('[aria-labelledby=opening] .who')).toHaveLength(lines);
    },
  );
});

describe('the keyboard shortcuts', () => {
  test('are listed, with a button to the page that changes them', async () => {
    const done = await open(makeState({}), {}, undefined, {
      shortcuts: [
        { name: '_execute_action', description: '', keys: 'Alt+Shift+M' },
        { name: 'check-now', description: 'Check now', keys: '' },
      ],
    });
    expect(all<HTMLTableRowElement>('tr').map(row => [...row.cells].map(textOf))).toEqual([
      [t('shortcutPopup'), 'Alt+Shift+M'],
      ['Check now', t('shortcutNone')],
    ]);
    await click(button(t('changeShortcuts')));
    expect(done.did).toEqual(['open shortcuts']);
    expect(one('table').getAttribute('aria-labelledby')).toBe('shortcuts');
  });

  test('are left out if there are none', async () => {
    await open();
    expect(all('table')).toEqual([]);
  });
});
