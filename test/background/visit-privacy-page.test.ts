import { expect, test } from 'vitest';
import { visitPrivacyPage } from '../../src/background/visit-privacy-page';
import type { WindowEnd } from '../../src/core/account/web-auth';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import { makeMailbox } from '../make';

const OURS = 'https://abcdef.chromiumapp.org/';
const dashboard = 'https://privacy.example/choices?attributes=,see';

/** Visits the page; returns the effects in order and the problem. */
async function visit(mailbox: Mailbox | undefined, end: WindowEnd = { kind: 'returned', address: OURS }) {
  const done: string[] = [];
  const problem = await visitPrivacyPage('home', {
    findMailbox: async () => mailbox,
    redirectUri: () => OURS,
    async openWindow(url) {
      done.push(`open ${url}`);
      return end;
    },
    checkNow: async id => void done.push(`check ${id}`),
    noteVisit: async (_id, problem) => void done.push(`note ${problem?.kind ?? 'nothing'}`),
  });
  return { problem, done };
}

const opened = `open ${dashboard}&urlRetour=${encodeURIComponent(OURS)}`;

test.each<[string, Mailbox, WindowEnd]>([
  ['the user comes back', makeMailbox({ dashboard }), { kind: 'returned', address: OURS }],
  ['the user closes the window', makeMailbox({ dashboard }), { kind: 'closed' }],
  [
    'the page from the privacy error returns the user',
    makeMailbox({ failure: { kind: 'privacy', url: dashboard }, dashboard: 'https://other.example/' }),
    { kind: 'returned', address: OURS },
  ],
])('when %s, a check follows', async (_when, mailbox, end) => {
  expect(await visit(mailbox, end)).toEqual({
    problem: undefined,
    done: ['note nothing', opened, 'check home'],
  });
});

test('a page that doesn’t open is noted, and the account is still checked', async () => {
  expect(await visit(makeMailbox({ dashboard }), { kind: 'unreachable' })).toEqual({
    problem: { kind: 'privacy-unreachable' },
    done: ['note nothing', opened, 'check home', 'note privacy-unreachable'],
  });
});

test.each([undefined, makeMailbox(), makeMailbox({ dashboard: 'javascript:alert(1)' })])(
  'an account without a privacy page opens none: %#',
  async mailbox => {
    expect(await visit(mailbox)).toEqual({
      problem: { kind: 'privacy-unreachable' },
      done: ['note nothing', 'note privacy-unreachable'],
    });
  },
);
