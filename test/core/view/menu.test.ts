import { expect, test } from 'vitest';
import { menuCommand, menuFor } from '../../../src/core/view/menu';
import type { State } from '../../../src/core/view/state';
import { HOUR, makeAccount, makeState, NOW } from '../../make';
import { t } from '../../translate';

/** The titles of the entries, with submenus indented. */
const read = (state: State) =>
  menuFor(state, NOW).map(
    ({ title, parent }) => (parent ? '  ' : '') + (typeof title === 'string' ? title : t(title)),
  );

const home = makeAccount({ id: 'home', name: 'Home', webmail: 'https://webmail.example/' });
const work = makeAccount({ id: 'work', name: 'R&D', webmail: 'https://corp.example/' });
const bare = makeAccount({ id: 'bare', name: 'Bare' });

const SNOOZES = ['  30 minutes', '  1 hour', '  4 hours', '  Until tomorrow morning'];

test.each<[string, State]>([
  ['one account', { ...makeState({}), accounts: [home] }],
  ['two accounts, one with webmail', { ...makeState({}), accounts: [bare, home] }],
])('with %s, it has no webmail submenu', (_what, state) => {
  expect(read(state)).toEqual(['Check now', 'Open webmail', 'Snooze', ...SNOOZES, 'Settings']);
});

test('with one account without webmail, it has no webmail entry', () => {
  expect(read({ ...makeState({}), accounts: [bare] })).toEqual([
    'Check now',
    'Snooze',
    ...SNOOZES,
    'Settings',
  ]);
});

test.each<[string, State]>([
  ['no account', makeState({})],
  ['an account that is not signed in', { ...makeState({}), accounts: [{ ...bare, token: '' }] }],
])('with %s, it offers no check', (_what, state) => {
  expect(read(state)).toEqual(['Snooze', ...SNOOZES, 'Settings']);
});

test('with several webmails, it has an entry for each', () => {
  expect(read({ ...makeState({}), accounts: [home, bare, work] })).toEqual([
    'Check now',
    'Open webmail',
    '  Home',
    '  R&D',
    'Snooze',
    ...SNOOZES,
    'Settings',
  ]);
});

test('during a snooze, it shows the end and can end it', () => {
  const entries = read({ ...makeState({}), accounts: [home], snoozedUntil: NOW + HOUR });
  expect(entries).toContain(`Snoozed until [${new Date(NOW + HOUR).toISOString()}]`);
  expect(entries.slice(-3)).toEqual(['  Until tomorrow morning', '  End snooze', 'Settings']);
});

test('each entry without a submenu has a command', () => {
  const state = { ...makeState({}), accounts: [home, work], snoozedUntil: NOW + HOUR };
  const commands = menuFor(state, NOW).map(({ id }) => menuCommand(id));
  expect(commands).toEqual([
    { kind: 'check' },
    { kind: 'webmail' },
    { kind: 'webmail', accountId: 'home' },
    { kind: 'webmail', accountId: 'work' },
    undefined,
    { kind: 'snooze', snooze: 'half-hour' },
    { kind: 'snooze', snooze: 'hour' },
    { kind: 'snooze', snooze: 'four-hours' },
    { kind: 'snooze', snooze: 'tomorrow' },
    { kind: 'snooze', snooze: 'end' },
    { kind: 'settings' },
  ]);
  expect(menuCommand('else')).toBeUndefined();
  expect(menuCommand('snooze|for-ever')).toBeUndefined();
});
