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

describe('once announced', () => {
  test('a mail is pending no longer, and what its notice said is kept', () => {
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
  ])('%s is pending no longer, and all else is', (about, change) => {
    const stopped = check(having([old]), failing({ kind: 'signed-out' }));
    const mailbox = withPending(stopped, { mails: ['old'], unlisted: 4, sms: 2, stop: true });
    const announced = entry('home|x', { about });
    expect(applyAnnounced(mailbox, announced, 2)).toEqual({ ...mailbox, ...change, announced: [announced] });
  });

  test('of two mails that were heard, the other one stays so', () => {
    const mailbox = withPending(having([newer, old]), { mails: ['newer', 'old'], heard: ['newer', 'old'] });
    const first = applyAnnounced(mailbox, entry('home|old', { messageIds: ['old'] }));
    expect(first.pending).toEqual({ ...mailbox.pending, mails: ['newer'], heard: ['newer'] });
    const both = applyAnnounced(first, entry('home|newer', { messageIds: ['newer'] }));
    expect(both.pending).not.toHaveProperty('heard');
  });

  test('a reminder marks the notices of its mails, and no other', () => {
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

  test('an SMS that came while another was being announced is still pending', () => {
    const mailbox = withPending(having([], { sms: 3 }), { sms: 2 });
    expect(applyAnnounced(mailbox, entry('home|sms|2', { about: 'sms' }), 1).pending.sms).toBe(1);
  });

  test('mail that came unlisted while other mail was being announced is still pending', () => {
    const mailbox = withPending(having([]), { unlisted: 5 });
    expect(applyAnnounced(mailbox, entry('home|mails|1'), 3).pending.unlisted).toBe(2);
  });

  test('that checks have stopped, the next stop is announced if they went on meanwhile', () => {
    const healed = check(having([old]), listing([old]));
    const after = applyAnnounced(healed, entry('home|stop', { about: 'stop' }));
    expect(after).not.toHaveProperty('toldOfStop');
    expect(check(after, failing({ kind: 'signed-out' })).pending.stop).toBe(true);
  });

  test('a notice shown again is kept once, as the latest', () => {
    const mailbox = makeMailbox({ announced: [entry('a'), entry('b')] });
    const again = entry('a', { title: 'Again' });
    expect(applyAnnounced(mailbox, again).announced).toEqual([entry('b'), again]);
  });

  test('only the latest notices are kept', () => {
    let mailbox = makeMailbox();
    for (let n = 0; n < 500; n += 1) mailbox = applyAnnounced(mailbox, entry(String(n)));
    expect(mailbox.announced.length).toBeLessThanOrEqual(100);
    expect(mailbox.announced.at(-1)?.id).toBe('499');
  });

  test('what a summary said is kept while one of its mails is unread', () => {
    const announced = entry('home|mails|1', { messageIds: ['1', '2'] });
    const mailbox = makeMailbox({ messages: [makeMessage('1')], announced: [announced] });
    expect(check(mailbox, listing([makeMessage('1')])).announced).toEqual([announced]);
  });

  test('what notices said is forgotten with the user’s refusal', () => {
    const announced = entry('home|1', { link: 'https://m.example/1', messageIds: ['1'] });
    const refused = check(makeMailbox({ announced: [announced] }), failing({ kind: 'privacy' }));
    expect(refused.announced).toEqual([{ ...announced, title: '', message: '' }]);
  });

  test('what a notice said is forgotten with the mail that it announced, its link is not', () => {
    const announced = entry('home|1', { link: 'https://m.example/1', messageIds: ['1'] });
    const mailbox = makeMailbox({ messages: [makeMessage('1')], announced: [announced] });
    expect(check(mailbox, listing([makeMessage('1')])).announced).toEqual([announced]);
    expect(check(mailbox, listing([])).announced).toEqual([{ ...announced, title: '', message: '' }]);
  });
});
