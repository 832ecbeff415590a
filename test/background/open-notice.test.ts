import { expect, test } from 'vitest';
import { openNotice } from '../../src/background/open-notice';
import { makeMailbox, makeState } from '../make';

const announced = [
  { notice: 'home|1', title: 'A', message: '', link: 'https://mail.example/1', messageIds: ['1'] },
  { notice: 'home|2', title: 'B', message: '', messageIds: ['2'] },
];
const state = makeState({ home: makeMailbox({ announced }), work: undefined });

/** What is open and what still shows once a notice was clicked. */
async function click(id: string) {
  const opened: string[] = [];
  const tray = new Set(['home|1', 'home|2', 'work|1', 'else']);
  await openNotice(id, {
    loadState: async () => state,
    openLink: async address => void opened.push(address),
    openListInTab: async () => void opened.push('the list'),
    clearNotice: async notice => void tray.delete(notice),
  });
  return { opened, tray: [...tray] };
}

test('a click opens the mail and takes the notice down', async () => {
  expect(await click('home|1')).toEqual({
    opened: ['https://mail.example/1'],
    tray: ['home|2', 'work|1', 'else'],
  });
});

test.each(['home|2', 'home|3', 'work|1', 'gone|1', 'else'])(
  'a click on one that has no link or is not known opens the list: %s',
  async id => {
    const { opened, tray } = await click(id);
    expect(opened).toEqual(['the list']);
    expect(tray).not.toContain(id);
  },
);
