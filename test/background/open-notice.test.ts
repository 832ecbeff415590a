import { expect, test } from 'vitest';
import { openNotice } from '../../src/background/open-notice';
import type { Announced } from '../../src/core/mailbox';
import { makeMailbox, makeState } from '../make';

const entry = (id: string, about: Announced['about'], link?: string): Announced => ({
  id,
  about,
  title: 'Title',
  message: '',
  messageIds: [],
  ...(link && { link }),
});
const announced = [
  entry('home|mail|1', 'mail', 'https://mail.example/1'),
  entry('home|mail|2', 'mail'),
  entry('home|sms|2', 'sms', 'https://webmail.example/'),
  entry('home|sms|3', 'sms'),
  entry('home|stop', 'stop'),
];
const state = makeState({ home: makeMailbox({ announced }), work: undefined });
const ids = [...announced.map(({ id }) => id), 'work|mail|1', 'else'];

/** What is open and what still shows once a notice was clicked. */
async function click(id: string) {
  const opened: string[] = [];
  const tray = new Set(ids);
  await openNotice(id, {
    loadState: async () => state,
    openLink: async address => void opened.push(address),
    openListInTab: async () => void opened.push('the list'),
    openSettings: async accountId => void opened.push(`the settings of ${accountId}`),
    clearNotice: async notice => void tray.delete(notice),
  });
  return { opened, tray: [...tray] };
}

test.each([
  ['home|mail|1', 'https://mail.example/1'],
  ['home|sms|2', 'https://webmail.example/'],
  ['home|stop', 'the settings of home'],
])('a click on %s opens %s and takes the notice down', async (id, opened) => {
  expect(await click(id)).toEqual({ opened: [opened], tray: ids.filter(other => other !== id) });
});

test.each(['home|mail|2', 'home|sms|3', 'home|mail|3', 'work|mail|1', 'gone|mail|1', 'gone|stop', 'else'])(
  'a click on one that has no link or is not known opens the list: %s',
  async id => {
    const { opened, tray } = await click(id);
    expect(opened).toEqual(['the list']);
    expect(tray).not.toContain(id);
  },
);
