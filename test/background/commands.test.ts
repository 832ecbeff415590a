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
    openSettings: async form => void done.push(`settings ${form ?? ''}`.trim()),
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
  [{ kind: 'webmail', accountId: 'bare' }, 'settings bare:webmail'],
  [{ kind: 'webmail', accountId: 'gone' }, 'https://webmail.example/ for home'],
  [{ kind: 'snooze', snooze: 'hour' }, `snoozed for ${HOUR} ms`],
  [{ kind: 'snooze', snooze: 'end' }, 'awake'],
])('%j does: %s', async (command, done) => {
  expect(await run(command)).toEqual([done]);
});

test('without an account, the webmail command opens the settings', async () => {
  expect(await run({ kind: 'webmail' }, makeState({}))).toEqual(['settings']);
});
