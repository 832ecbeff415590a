import { afterEach, describe, expect, test } from 'vitest';
import { regularAfter } from '../../../src/core/mailbox/schedule';
import { datesAt } from '../../../src/core/text/friendly-date';
import { diagnose, diagnosticsText } from '../../../src/core/view/diagnostics';
import { MINUTE, makeMailbox, makeState, NOW } from '../../make';
import { all, button, click, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { browserFacts, open } from '../open-options';

afterEach(() => show(null));

const dates = datesAt(NOW, 'en-GB');

const state = makeState({
  home: makeMailbox({ failure: { kind: 'server-error', status: 503 } }),
  new: undefined,
});
const checks = [
  { at: NOW - MINUTE, duration: 1234, accountId: 'home', outcome: 'ok' },
  { at: NOW, duration: 88, accountId: 'home', outcome: 'server-error', code: 503 },
] as const;
const diagnostics = diagnose(browserFacts, state, true, checks, { chosen: 5 * MINUTE, phase: 0 }, NOW);

const section = () => one('[aria-labelledby=diagnostics]');
const rows = (table: Element) =>
  all('tbody tr', table).map(row => [...row.children].map(cell => textOf(cell)));

describe('the diagnostics', () => {
  test('show facts about the browser', async () => {
    await open(state, {}, undefined, { diagnostics });
    const facts = Object.fromEntries(
      all('dl > div', section()).map(group => [
        textOf(one('dt', group)),
        all('dd', group).map(textOf).join(' / '),
      ]),
    );
    expect(facts).toEqual({
      Browser: 'Firefox 153.0',
      'Version of Facteur': '0.1.0',
      System: 'linux x86-64',
      Language: 'en-GB',
      Permissions: 'alarms, storage',
      Notifications: 'unknown',
      'May contact': 'https://api.example/*',
      Alarms: `check-mail, at ${dates.exact(NOW + MINUTE)} and every 5 min`.replaceAll(/\s/g, ' '),
      'Quiet time': 'None',
      Sync: 'On',
      'Storage used': '12.3 kB here, unknown in sync',
    });
  });

  test('show the states of accounts and checks as text, without account names', async () => {
    await open(state, {}, undefined, { diagnostics });
    const [accounts, latest] = all('table', section());
    const time = (at: number) => dates.exact(at).replaceAll(/\s/g, ' ');
    expect(accounts && rows(accounts)).toEqual([
      [
        '1',
        'api.example',
        'The server has a problem (error 503). server-error 503',
        time(NOW),
        time(regularAfter(NOW, { interval: 5 * MINUTE, phase: 0 })),
      ],
      ['2', 'api.example', 'No problems', 'Never', time(NOW)],
    ]);
    expect(textOf(one('summary', section()))).toBe('Last checks (2)');
    expect(latest && rows(latest)).toEqual([
      [time(NOW), '1', 'The server has a problem (error 503). server-error 503', '88 ms'],
      [time(NOW - MINUTE), '1', 'New answer', '1,234 ms'],
    ]);
    expect(textOf(section())).not.toContain('home');
  });

  test('can be copied as text', async () => {
    const done = await open(state, {}, undefined, { diagnostics });
    await click(button('Copy diagnostics'));
    expect(done.copied).toEqual([diagnosticsText(diagnostics)]);
    expect(textOf(one('.good', section()))).toBe('Copied');
    expect(textOf(one('[role=status]'))).toBe('Copied');
  });

  test('show an error if they can’t be copied', async () => {
    await open(state, { copy: async () => Promise.reject(new Error('no')) }, undefined, { diagnostics });
    await click(button('Copy diagnostics'));
    expect(textOf(one('.problem', section()))).toBe(t('copyFailed'));
  });

  test('have no list of checks before the first check', async () => {
    await open();
    expect(all('details, table', section())).toEqual([]);
  });
});
