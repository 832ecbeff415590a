import { describe, expect, test } from 'vitest';
import { applyAnnounced } from '../../../src/core/mailbox/apply-check';
import type { Announced, Mailbox, Pending } from '../../../src/core/mailbox/mailbox';
import { check, failing, having, listing } from '../../checked';
import { HOUR, MINUTE, makeMailbox, makeMessage, NOW } from '../../make';

const old = makeMessage('old', { date: NOW - 2 * HOUR });
const newer = makeMessage('newer', { date: NOW + MINUTE });

function withPending(mailbox: Mailbox, pending: Partial<Pending>): Mailbox {
  return { ...mailbox, pending: { ...mailbox.pending, ...pending } };
}

function entry(id: string, change: Partial<Announced> = {}): Announced {
  return { id, about: 'mail', title: 'Title', message: 'Message', messageIds: [], ...change };
}

describe('after an announcement', () => {
  test('a mail is no longer pending, and the notification’s text is kept', () => {
    const mailbox = withPending(having([newer, old]), { mails: ['newer', 'old'], unlisted: 4, sms: 2 });
    const announced = entry('home|old', { messageIds: ['old'] });
    expect(applyAnnounced(mailbox, announced)).toEqual({
      ...mailbox,
      pending: { mails: ['newer'], unlisted: 4, sms: 2, stop: false },
      announced: [announced],
    });
  });

  test.each<[Announced['about'], Partial<Mailbox>]>([
    ['sms', { pending: { mails: ['old'], unlisted: 4, sms: 0, stop: true } }],
    ['stop', { pending: { mails: ['old'], unlisted: 4, sms: 2, stop: false }, toldOfStop: true }],
  ])('%s is no longer pending, everything else is', (about, change) => {
    const stopped = check(having([old]), failing({ kind: 'signed-out' }));
    const mailbox = withPending(stopped, { mails: ['old'], unlisted: 4, sms: 2, stop: true });
    const announced = entry('home|x', { about });
    expect(applyAnnounced(mailbox, announced, 2)).toEqual({ ...mailbox, ...change, announced: [announced] });
  });

  test('the other of two mails with a sound stays marked as heard', () => {
    const mailbox = withPending(having([newer, old]), { mails: ['newer', 'old'], heard: ['newer', 'old'] });
    const first = applyAnnounced(mailbox, entry('home|old', { messageIds: ['old'] }));
    expect(first.pending).toEqual({ ...mailbox.pending, mails: ['newer'], heard: ['newer'] });
    const both = applyAnnounced(first, entry('home|newer', { messageIds: ['newer'] }));
    expect(both.pending).not.toHaveProperty('heard');
  });

  test('a reminder marks only the announcements of its mails', () => {
    const notices = [
      entry('home|summary', { messageIds: ['old', 'gone'] }),
      entry('home|newer', { messageIds: ['newer'] }),
      entry('home|earlier', { about: 'reminder', messageIds: ['old'] }),
    ];
    const reminder = entry('home|reminder', { about: 'reminder', messageIds: ['old'] });
    expect(applyAnnounced(makeMailbox({ announced: notices }), reminder).announced).toEqual([
      { ...notices[0], reminded: true },
      notices[1],
      notices[2],
      reminder,
    ]);
  });

  test('an SMS that came during the announcement of another is still pending', () => {
    const mailbox = withPending(having([], { sms: 3 }), { sms: 2 });
    expect(applyAnnounced(mailbox, entry('home|sms|2', { about: 'sms' }), 1).pending.sms).toBe(1);
  });

  test('unlisted mail that came during an announcement is still pending', () => {
    const mailbox = withPending(having([]), { unlisted: 5 });
    expect(applyAnnounced(mailbox, entry('home|mails|1'), 3).pending.unlisted).toBe(2);
  });

  test('of a stop, the next stop is announced if checks went on meanwhile', () => {
    const healed = check(having([old]), listing([old]));
    const after = applyAnnounced(healed, entry('home|stop', { about: 'stop' }));
    expect(after).not.toHaveProperty('toldOfStop');
    expect(check(after, failing({ kind: 'signed-out' })).pending.stop).toBe(true);
  });

  test('a repeated notification is kept once, as the latest', () => {
    const mailbox = makeMailbox({ announced: [entry('a'), entry('b')] });
    const again = entry('a', { title: 'Again' });
    expect(applyAnnounced(mailbox, again).announced).toEqual([entry('b'), again]);
  });

  test('only the latest announcements are kept', () => {
    let mailbox = makeMailbox();
    for (let n = 0; n < 500; n += 1) mailbox = applyAnnounced(mailbox, entry(String(n)));
    expect(mailbox.announced.length).toBeLessThanOrEqual(100);
    expect(mailbox.announced.at(-1)?.id).toBe('499');
  });

  test('the text of a summary is kept while one of its mails is unread', () => {
    const announced = entry('home|mails|1', { messageIds: ['1', '2'] });
    const mailbox = makeMailbox({ messages: [makeMessage('1')], announced: [announced] });
    expect(check(mailbox, listing([makeMessage('1')])).announced).toEqual([announced]);
  });

  test('the privacy error clears the texts of notifications', () => {
    const announced = entry('home|1', { link: 'https://m.example/1', messageIds: ['1'] });
    const refused = check(makeMailbox({ announced: [announced] }), failing({ kind: 'privacy' }));
    expect(refused.announced).toEqual([{ ...announced, title: '', message: '' }]);
  });

  test('reading a mail clears its notification’s text but not the link', () => {
    const announced = entry('home|1', { link: 'https://m.example/1', messageIds: ['1'] });
    const mailbox = makeMailbox({ messages: [makeMessage('1')], announced: [announced] });
    expect(check(mailbox, listing([makeMessage('1')])).announced).toEqual([announced]);
    expect(check(mailbox, listing([])).announced).toEqual([{ ...announced, title: '', message: '' }]);
  });
});
