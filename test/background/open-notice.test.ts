import { expect, test } from 'vitest';
import { openNotice } from '../../src/background/open-notice';
import type { VisitProblem } from '../../src/core/account/web-auth';
import type { Announced } from '../../src/core/mailbox/mailbox';
import { makeAccount, makeMailbox, makeState } from '../make';
import { t } from '../translate';

const entry = (id: string, about: Announced['about'], link?: string): Announced => ({
  id,
  about,
  title: 'Title',
  message: '',
  messageIds: [],
  ...(link && { link }),
});
const announced = [
  { ...entry('home|mail|1', 'mail', 'https://mail.example/1'), messageIds: ['m1'] },
  { ...entry('home|mails|1', 'mail', 'https://webmail.example/'), messageIds: ['m1', 'm2'] },
  entry('home|mail|2', 'mail'),
  entry('home|sms|2', 'sms', 'https://webmail.example/'),
  entry('home|sms|3', 'sms'),
  entry('home|stop', 'stop'),
];
const state = makeState({ home: makeMailbox({ announced }), work: undefined });
const ids = [...announced.map(({ id }) => id), 'work|mail|1', 'else'];

/** Clicks a notification; returns the opened pages and accounts, and the notifications still on screen. */
async function click(id: string, given = state, problem?: VisitProblem) {
  const opened: string[] = [];
  const read: string[] = [];
  const shown: string[] = [];
  const tray = new Set(ids);
  await openNotice(id, {
    loadState: async () => given,
    openIn: async (_account, address) => void opened.push(address),
    opened: async (accountId, mails) => void read.push(accountId, ...mails),
    openListInTab: async () => void opened.push('the list'),
    openSettings: async accountId => void opened.push(`the settings of ${accountId}`),
    async signIn(accountId) {
      opened.push(`the sign-in of ${accountId}`);
      return problem;
    },
    showNotice: async notice => void shown.push(notice.id, notice.message),
    t,
    clearNotice: async notice => void tray.delete(notice),
  });
  return { opened, read, shown, tray: [...tray] };
}

test.each([
  ['home|mail|1', 'https://mail.example/1', ['home', 'm1']],
  ['home|mails|1', 'https://webmail.example/', ['home']],
  ['home|sms|2', 'https://webmail.example/', ['home']],
  ['home|stop', 'the settings of home', []],
])('a click on %s opens %s and removes the notification', async (id, opened, read) => {
  const tray = ids.filter(other => other !== id);
  expect(await click(id)).toEqual({ opened: [opened], read, shown: [], tray });
});

test.each(['home|mail|2', 'home|sms|3', 'home|mail|3', 'work|mail|1', 'gone|mail|1', 'gone|stop', 'else'])(
  'a click on a notification that is unknown or has no link opens the list: %s',
  async id => {
    const { opened, tray } = await click(id);
    expect(opened).toEqual(['the list']);
    expect(tray).not.toContain(id);
  },
);

const stopped = {
  ...makeState({ home: makeMailbox({ announced, failure: { kind: 'account', code: 103 } }) }),
  accounts: [makeAccount({ id: 'home', signInPage: 'https://login.example/' })],
};

test('a click on the notification about a rejected token signs in, if the account has a sign-in page', async () => {
  expect(await click('home|stop', stopped)).toEqual({
    opened: ['the sign-in of home'],
    read: [],
    shown: [],
    tray: ids.filter(id => id !== 'home|stop'),
  });
});

test('a failed sign-in shows the same notification again with the reason', async () => {
  const { opened, shown } = await click('home|stop', stopped, { kind: 'cancelled' });
  expect(opened).toEqual(['the sign-in of home']);
  expect(shown).toEqual(['home|stop', t('signInCancelled')]);
});
