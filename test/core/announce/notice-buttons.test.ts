import { describe, expect, test } from 'vitest';
import { noticeButtons } from '../../../src/core/announce/notice-buttons';
import { DEFAULT_SETTINGS, type NoticeAction } from '../../../src/core/settings/settings';
import { makeAccount, makeMailbox, makeMessage } from '../../make';
import { announce } from '../../notices';

const mails = [makeMessage('2', { messageId: 'm2' }), makeMessage('1', { messageId: 'm1' })];
const able = makeMailbox({ messages: mails, actions: ['markRead', 'archive'] });
const notice = { about: 'mail' as const, messageIds: ['2', '1'] };

function buttons(chosen: NoticeAction[], change: Partial<typeof able> = {}, about = notice): NoticeAction[] {
  return noticeButtons(about, { ...able, ...change }, { noticeButtons: chosen });
}

describe('the buttons of a notification', () => {
  test.each<NoticeAction[][]>([
    [['open', 'markRead']],
    [['archive', 'snooze']],
    [['markRead', 'archive']],
    [['snooze']],
    [[]],
  ])('are those that the user chose: %j', chosen => {
    expect(buttons(chosen)).toEqual(chosen);
  });

  test.each<[NoticeAction[], NoticeAction[]]>([
    [
      ['open', 'markRead'],
      ['open', 'snooze'],
    ],
    [
      ['delete', 'archive'],
      ['open', 'snooze'],
    ],
    [
      ['snooze', 'markRead'],
      ['snooze', 'open'],
    ],
    [['archive'], ['open']],
  ])('%j are replaced by %j if the server can do nothing with mail', (chosen, instead) => {
    const { actions: _none, ...unable } = able;
    expect(noticeButtons(notice, unable, { noticeButtons: chosen })).toEqual(instead);
  });

  test('are replaced one by one', () => {
    expect(buttons(['delete', 'archive'])).toEqual(['open', 'archive']);
  });

  test('are the usual ones if a mail has no id of the server, or none is listed', () => {
    const { messageId: _none, ...plain } = mails[1] ?? makeMessage('1');
    expect(buttons(['open', 'markRead'], { messages: [...mails.slice(0, 1), plain] })).toEqual([
      'open',
      'snooze',
    ]);
    expect(buttons(['open', 'markRead'], { messages: [] })).toEqual(['open', 'snooze']);
    expect(buttons(['open', 'markRead'], { messages: 'withheld' })).toEqual(['open', 'snooze']);
  });

  test('are missing if checks have stopped: the notification asks for a click', () => {
    expect(noticeButtons({ about: 'stop', messageIds: [] }, able, DEFAULT_SETTINGS)).toEqual([]);
  });

  test('are stored with what was announced', () => {
    const pending = { ...able, pending: { ...able.pending, mails: ['1'] } };
    expect(announce(makeAccount(), pending).notices.map(({ buttons: shown }) => shown)).toEqual([
      ['open', 'markRead'],
    ]);
  });
});
