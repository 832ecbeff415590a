import { expect, test } from 'vitest';
import { createCommands } from '../../src/background/commands';
import type { MenuCommand } from '../../src/core/view/menu';
import type { State } from '../../src/core/view/state';
import { HOUR, makeAccount, makeState, NOW } from '../make';

const state: State = {
  ...makeState({}),
  accounts: [
    makeAccount({ id: 'home', webmail: 'https://webmail.example/' }),
    makeAccount({ id: 'bare', webmail: '' }),
  ],
};

async function run(command: MenuCommand, given = state): Promise<string[]> {
  const done: string[] = [];
  const commands = createCommands({
    loadState: async () => given,
    checkNow: async () => void done.push('checked'),
    openIn: async ({ id }, address) => void done.push(`${address} for ${id}`),
    openListInTab: async () => void done.push('list'),
    openSettings: async () => void done.push('settings'),
    setSnooze: async until => void done.push(until === 0 ? 'awake' : `snoozed for ${until - NOW} ms`),
    now: () => NOW,
  });
  await commands.run(command);
  return done;
}

test.each<[MenuCommand, string]>([
  [{ kind: 'check' }, 'checked'],
  [{ kind: 'settings' }, 'settings'],
  [{ kind: 'webmail' }, 'https://webmail.example/ for home'],
  [{ kind: 'webmail', accountId: 'home' }, 'https://webmail.example/ for home'],
  [{ kind: 'webmail', accountId: 'bare' }, 'list'],
  [{ kind: 'webmail', accountId: 'gone' }, 'https://webmail.example/ for home'],
  [{ kind: 'snooze', snooze: 'hour' }, `snoozed for ${HOUR} ms`],
  [{ kind: 'snooze', snooze: 'end' }, 'awake'],
])('%j does: %s', async (command, done) => {
  expect(await run(command)).toEqual([done]);
});

test('without any webmail, the webmail command opens the list', async () => {
  expect(await run({ kind: 'webmail' }, { ...state, accounts: state.accounts.slice(1) })).toEqual(['list']);
});

test('the webmail of an account at Facteur’s gateway is its page there', async () => {
  const endpoint = 'http://127.0.0.1:8337/PersonalMessages/V2';
  const accounts = [makeAccount({ id: 'local', endpoint })];
  expect(await run({ kind: 'webmail' }, { ...state, accounts })).toEqual([
    'http://127.0.0.1:8337/mail for local',
  ]);
});

test('without an account, the webmail command opens the settings', async () => {
  expect(await run({ kind: 'webmail' }, makeState({}))).toEqual(['settings']);
});
