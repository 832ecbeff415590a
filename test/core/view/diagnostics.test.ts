import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import { UNTIL_RESUMED } from '../../../src/core/account/pause';
import { regularAfter } from '../../../src/core/mailbox/schedule';
import type { Policy } from '../../../src/core/policy/policy';
import { type BrowserFacts, diagnose, diagnosticsText } from '../../../src/core/view/diagnostics';
import type { State } from '../../../src/core/view/state';
import { MINUTE, makeAccount, makeMailbox, makeMessage, makeState, NOW } from '../../make';

const about: BrowserFacts = {
  browser: 'Firefox 153.0',
  version: '0.1.0',
  system: 'linux x86-64',
  language: 'fr',
  permissions: ['alarms', 'storage'],
  hosts: ['https://api.example/*'],
  alarms: [
    { name: 'check-mail', at: NOW + MINUTE, period: 5 },
    { name: 'present', at: NOW + 2 * MINUTE },
  ],
  localBytes: 12_345,
};
const pace = { chosen: 5 * MINUTE, phase: 0 };
const nextCheck = regularAfter(NOW, { interval: 5 * MINUTE, phase: 0 });

const state: State = {
  ...makeState({
    home: makeMailbox({ endpoint: 'https://api.example:8443/m', failure: { kind: 'busy', status: 429 } }),
    work: makeMailbox({ endpoint: 'https://work.example/m', failure: { kind: 'signed-out' } }),
    new: undefined,
  }),
  accounts: [
    makeAccount({ id: 'home', endpoint: 'https://api.example:8443/m' }),
    makeAccount({ id: 'work', endpoint: 'https://work.example/m' }),
    makeAccount({ id: 'new', endpoint: 'https://new.example/m' }),
  ],
  snoozedUntil: NOW + 30 * MINUTE,
};
const checks = [
  { at: NOW - MINUTE, duration: 30, accountId: 'gone', outcome: 'unchanged' },
  { at: NOW, duration: 120.4, accountId: 'work', outcome: 'server-error', code: 503 },
] as const;

test('diagnostics contain each account’s state and the latest checks, latest first', () => {
  const diagnostics = diagnose(about, state, false, checks, pace, NOW);
  expect(diagnostics.accounts).toEqual([
    {
      number: 1,
      host: 'api.example:8443',
      failure: { outcome: 'busy', code: 429 },
      checked: NOW,
      next: nextCheck,
    },
    { number: 2, host: 'work.example', failure: { outcome: 'signed-out' }, checked: NOW },
    { number: 3, host: 'new.example', next: NOW },
  ]);
  expect(diagnostics.checks).toEqual([
    { at: NOW, duration: 120.4, number: 2, outcome: 'server-error', code: 503 },
    { at: NOW - MINUTE, duration: 30, outcome: 'unchanged' },
  ]);
  expect(diagnostics).toMatchObject({ sync: false, quiet: { why: 'snooze', until: NOW + 30 * MINUTE } });
});

test.each<[boolean | undefined, string]>([
  [undefined, '- Notifications: unknown'],
  [false, '- Notifications: allowed'],
  [true, '- Notifications: BLOCKED in the browser'],
])('the text says whether the user blocked notifications: %s', (notificationsBlocked, line) => {
  const facts = { ...about, ...(notificationsBlocked !== undefined && { notificationsBlocked }) };
  expect(diagnosticsText(diagnose(facts, state, true, [], pace, NOW)).split('\n')).toContain(line);
});

test('diagnostics show a lasting internal error as not understood', () => {
  const mailbox = makeMailbox({
    failure: { kind: 'internal', code: 503 },
    failing: { since: NOW, times: 3, same: 3 },
  });
  const { accounts } = diagnose(about, makeState({ home: mailbox }), true, [], pace, NOW);
  expect(accounts).toMatchObject([{ failure: { outcome: 'not-understood', code: 503 } }]);
});

test('the text is Markdown for developers', () => {
  expect(diagnosticsText(diagnose(about, state, true, checks, pace, NOW))).toBe(`# Facteur diagnostics

- Time: 2026-11-23T13:05:00.000Z
- Facteur: 0.1.0
- Browser: Firefox 153.0
- System: linux x86-64
- Language: fr
- Permissions: alarms, storage
- Hosts allowed: https://api.example/*
- Notifications: unknown
- Alarm check-mail: 2026-11-23T13:06:00.000Z, every 5 min
- Alarm present: 2026-11-23T13:07:00.000Z, once
- Quiet: snooze until 2026-11-23T13:35:00.000Z
- Sync: on
- Storage: local 12345 bytes, sync unknown

## Accounts

| No. | Host | State | Last answer | Next check |
| --- | --- | --- | --- | --- |
| 1 | api.example:8443 | busy 429 | 2026-11-23T13:05:00.000Z | ${new Date(nextCheck).toISOString()} |
| 2 | work.example | signed-out | 2026-11-23T13:05:00.000Z | when asked |
| 3 | new.example | fine | never | 2026-11-23T13:05:00.000Z |

## Latest checks (2)

| Began | Account | Outcome | Took |
| --- | --- | --- | --- |
| 2026-11-23T13:05:00.000Z | 2 | server-error 503 | 120 ms |
| 2026-11-23T13:04:00.000Z | – | unchanged | 30 ms |
`);
});

test('the text also works without data', () => {
  const nothing = { ...about, permissions: [], hosts: [], alarms: [] };
  const text = diagnosticsText(diagnose(nothing, makeState({}), true, [], pace, NOW));
  expect(text).toContain('- Alarms: none\n- Quiet: no\n');
  expect(text).toContain('## Accounts\n\nNone.\n\n## Latest checks (0)\n\nNone.\n');
});

describe('private data', () => {
  const account = makeAccount({
    id: 'canary-id',
    name: 'canary-name',
    endpoint: 'https://canary-user:canary-word@api.example/canary-path?key=canary-query#canary-hash',
    token: 'canary-token',
    signInPage: 'https://login.example/canary-sign-in',
    webmail: 'https://webmail.example/canary-webmail',
    serviceId: 'canary-service',
    servicePassword: 'canary-password',
  });
  const mailbox = makeMailbox({
    endpoint: account.endpoint,
    unread: 4711,
    emails: 4712,
    sms: 4713,
    messages: [
      makeMessage('canary-message', {
        from: { name: 'canary-sender', address: 'canary@address.example' },
        subject: 'canary-subject',
        beginning: 'canary-beginning',
        link: 'https://webmail.example/canary-link',
      }),
    ],
    digest: 'canary-digest',
    dashboard: 'https://webmail.example/canary-dashboard',
    failure: { kind: 'privacy', url: 'https://webmail.example/canary-privacy' },
  });
  const secret: State = {
    ...makeState({}, { vips: [{ sender: 'canary-vip' }], mutedSenders: ['canary-muted'] }),
    accounts: [account],
    mailboxes: { 'canary-id': mailbox },
    visits: { 'canary-id': { problem: { kind: 'refused', code: 'canary-problem' }, at: NOW } },
  };
  const log = [{ at: NOW, duration: 1, accountId: 'canary-id', outcome: 'privacy' }] as const;
  const diagnostics = diagnose(about, secret, true, log, pace, NOW);

  test.each([
    ['the shown diagnostics', JSON.stringify(diagnostics)],
    ['the text', diagnosticsText(diagnostics)],
  ])('is not in %s', (_what, text) => {
    expect(text).toContain('api.example');
    expect(text).toContain('privacy');
    expect(text.match(/canary[\w-]*|471\d/g)).toBeNull();
  });
});

test('diagnostics follow the pause and the interval of an account, unless the policy locks the interval', () => {
  const made = makeState({ home: makeMailbox() });
  const next = (change: Partial<Account>, locked: Policy['locked'] = []) => {
    const accounts = [makeAccount(change)];
    const policy = { ...made.policy, locked };
    return diagnose(about, { ...made, accounts, policy }, true, [], pace, NOW).accounts[0]?.next;
  };
  expect(next({ checkEvery: 30 })).toBe(regularAfter(NOW, { interval: 30 * MINUTE, phase: 0 }));
  expect(next({ checkEvery: 30 }, ['checkEvery'])).toBe(nextCheck);
  expect(next({ pausedUntil: UNTIL_RESUMED })).toBeUndefined();
  expect(next({ pausedUntil: NOW + 60 * MINUTE })).toBeGreaterThanOrEqual(NOW + 60 * MINUTE);
});
