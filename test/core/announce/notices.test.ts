import { describe, expect, test } from 'vitest';
import { accountOfNotice } from '../../../src/core/announce/notice-id';
import { staleNotices } from '../../../src/core/announce/notices';
import type { Message } from '../../../src/core/answer/answer';
import type { Failure } from '../../../src/core/mailbox/failure';
import { FAILURES } from '../../../src/core/mailbox/failure-table';
import {
  type Announced,
  type Mailbox,
  NOTHING_PENDING,
  type Pending,
} from '../../../src/core/mailbox/mailbox';
import type { PrivacyLevel } from '../../../src/core/settings/settings';
import { EVERY_FAILURE } from '../../failures';
import { DAY, HOUR, makeAccount, makeMailbox, makeMessage, NOW, withoutLink } from '../../make';
import { noticesOf } from '../../notices';
import { t, translateTo } from '../../translate';

const account = makeAccount({ id: 'home', name: 'Home', webmail: 'https://webmail.example/' });

const waiting = (change: Partial<Pending>): Pending => ({ ...NOTHING_PENDING, ...change });

/** A mailbox that lists these messages, all pending; newest first. */
function pending(messages: Message[], change: Partial<Pending> = {}): Mailbox {
  return makeMailbox({ messages, pending: waiting({ mails: messages.map(({ id }) => id), ...change }) });
}

function several(count: number): Message[] {
  return Array.from({ length: count }, (_, n) => makeMessage(String(n), { date: NOW - n * HOUR }));
}

const notices = (mailbox: Mailbox, several = false) => noticesOf(account, mailbox, { several });

describe('the notification of new mail', () => {
  test('is missing without new mail', () => {
    expect(notices(makeMailbox({ messages: several(3) }))).toEqual([]);
    expect(notices(makeMailbox({ messages: 'withheld', pending: waiting({ mails: ['1'] }) }))).toEqual([]);
  });

  test('has sender, subject, preview and link', () => {
    const message = makeMessage('1', {
      from: { name: 'Zoé Martin', address: 'zoe@example.com' },
      subject: 'Crumble',
      beginning: 'The recipe, as promised',
      link: 'https://mail.example/1',
    });
    expect(notices(pending([message]))).toEqual([
      {
        id: 'home|mail|1',
        about: 'mail',
        title: 'Zoé Martin',
        message: 'Crumble\nThe recipe, as promised',
        link: 'https://mail.example/1',
        messageIds: ['1'],
      },
    ]);
  });

  test.each<[string, Partial<Message>, string, string]>([
    ['only an address', { from: { name: '', address: 'a@x.example' } }, 'a@x.example', 'Subject 1'],
    ['no sender', { from: { name: '', address: '' } }, 'Unknown sender', 'Subject 1'],
    ['no subject', { subject: '', beginning: 'Hello' }, 'Sender 1', 'Hello'],
    ['no words', { subject: '', beginning: '' }, 'Sender 1', ''],
  ])('with %s', (_what, change, title, message) => {
    expect(notices(pending([makeMessage('1', change)]))).toMatchObject([{ title, message }]);
  });

  test('without a link opens the webmail, if there is one', () => {
    const mailbox = pending([withoutLink(makeMessage('1'))]);
    expect(notices(mailbox)[0]?.link).toBe('https://webmail.example/');
    expect(noticesOf({ ...account, webmail: '' }, mailbox)[0]).not.toHaveProperty('link');
  });

  test('of several mails has a short line for each', () => {
    const long = makeMessage('1', {
      from: { name: 'Médiathèque de Saint-Aubin-sur-Loire', address: 'a@example.com' },
      subject: `Your reservation is ready: ${'😀'.repeat(60)}`,
    });
    const address = 'somebody.with.a.rather.long.name@a-long-host.example';
    const posing = makeMessage('2', { from: { name: 'bank@bank.example', address }, subject: 'Hello' });
    const [notice] = notices(pending([long, posing, ...several(4).slice(2)]));
    expect(notice?.message).toContain(`bank@bank.example <${address}>: Hello`);
    expect(notice?.message.split('\n')).toContain(
      `Médiathèque de Saint-Aubin-su…: Your reservation is ready: ${'😀'.repeat(22)}…`,
    );
    const [alone] = notices(pending([long], { unlisted: 2 }));
    expect(alone?.message.split('\n')).toEqual([`${long.from.name}: ${long.subject}`, 'and 2 more']);
  });

  test.each<[string, Partial<Message>, string]>([
    ['keeps a short sender', { from: { name: 'n'.repeat(30), address: '' } }, `${'n'.repeat(30)}: Subject 0`],
    [
      'cuts a long sender after a word if a space follows',
      { from: { name: `${'n'.repeat(28)} nnn`, address: '' } },
      `${'n'.repeat(28)}…: Subject 0`,
    ],
    ['keeps a subject of 50 characters', { subject: 's'.repeat(50) }, `Sender 0: ${'s'.repeat(50)}`],
    ['cuts a longer subject', { subject: 's'.repeat(51) }, `Sender 0: ${'s'.repeat(49)}…`],
    ['has only the subject without a sender', { from: { name: '', address: '' } }, 'Subject 0'],
    ['has only the sender without a subject', { subject: '' }, 'Sender 0'],
    ['isolates a Latin sender before an Arabic subject', { subject: 'مرحبا' }, '\u2068Sender 0\u2069: مرحبا'],
    [
      'has no isolates around an Arabic sender without a subject',
      { subject: '', from: { name: 'سلمى', address: '' } },
      'سلمى',
    ],
  ])('of several mails: a line %s', (_what, change, line) => {
    const [notice] = notices(pending([makeMessage('0', change), ...several(4).slice(1)]));
    expect(notice?.message.split('\n')[0]).toBe(line);
  });

  test('names the account if there are several', () => {
    expect(notices(pending(several(1)), true)[0]?.context).toBe('Home');
    expect(notices(pending(several(4)), true)[0]?.context).toBe('Home');
  });

  test('exists for each of up to three mails, the oldest first', () => {
    expect(notices(pending(several(3))).map(({ id }) => id)).toEqual([
      'home|mail|2',
      'home|mail|1',
      'home|mail|0',
    ]);
  });

  test('skips mail that is not pending', () => {
    const mailbox = makeMailbox({ messages: several(10), pending: waiting({ mails: ['3', '5', 'gone'] }) });
    expect(notices(mailbox).flatMap(({ messageIds }) => messageIds)).toEqual(['5', '3']);
  });

  test.each([4, 5, 50])('is one summary with the number for %i mails', count => {
    const [notice, ...more] = notices(pending(several(count)));
    expect(more).toEqual([]);
    expect(notice?.title).toBe(`${count} new e-mails`);
    expect(notice?.messageIds.toSorted()).toEqual(
      several(count)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(notice?.link).toBe('https://webmail.example/');
    const lines = notice?.message.split('\n') ?? [];
    expect(lines.slice(0, 4)).toEqual(['0', '1', '2', '3'].map(id => `Sender ${id}: Subject ${id}`));
    expect(lines.slice(4)).toEqual(count > 4 ? [`and ${count - 4} more`] : []);
  });

  test('of an unlisted mail opens the webmail', () => {
    expect(notices(makeMailbox({ pending: waiting({ unlisted: 1 }) }))).toMatchObject([
      { title: '1 new e-mail', link: 'https://webmail.example/' },
    ]);
  });

  test.each([
    [10, 30, '40 new e-mails', 4, 'and 36 more'],
    [3, 1, '4 new e-mails', 3, 'and 1 more'],
    [1, 1, '2 new e-mails', 1, 'and 1 more'],
    [1, 1234, '1,235 new e-mails', 1, 'and 1,234 more'],
  ])('sums up %i listed and %i unlisted mails: %s', (listed, unlisted, title, named, more) => {
    const [notice, ...others] = notices(pending(several(listed), { unlisted }));
    expect(others).toEqual([]);
    expect(notice?.title).toBe(title);
    expect(notice?.messageIds).toHaveLength(listed);
    expect(notice?.message.split('\n')).toEqual([
      ...several(named).map(({ id }) => `Sender ${id}: Subject ${id}`),
      more,
    ]);
  });

  test('has the same id each time', () => {
    for (const count of [1, 3, 4]) {
      const ids = () => notices(pending(several(count))).map(({ id }) => id);
      expect(ids()).toEqual(ids());
    }
  });

  test('of unlisted mail has another id at the next check', () => {
    const mailbox = makeMailbox({ unread: 9, pending: waiting({ unlisted: 4 }) });
    const [notice, ...more] = notices(mailbox);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      title: '4 new e-mails',
      message: '',
      link: 'https://webmail.example/',
      messageIds: [],
      counted: 4,
    });
    expect(notices(mailbox)[0]?.id).toBe(notice?.id);
    expect(notices({ ...mailbox, checkedAt: NOW + HOUR })[0]?.id).not.toBe(notice?.id);
  });

  test.each([
    [9, false],
    [1, false],
    [0, true],
  ])('of unlisted mail, with %i unread, is out of date: %s', (unread, isStale) => {
    const id = 'home|mails|1';
    const announced: Announced[] = [{ id, about: 'mail', title: '', message: '', messageIds: [] }];
    expect(staleNotices(makeMailbox({ unread, announced }), [id])).toEqual(isStale ? [id] : []);
  });

  test.each([undefined, NOW])('of many mails names the newest in list order, with date %s', date => {
    const burst = several(6).map(({ date: _date, ...mail }) => ({ ...mail, ...(date && { date }) }));
    const [notice] = notices(pending(burst));
    expect(notice?.message.split('\n')).toEqual([
      ...['0', '1', '2', '3'].map(id => `Sender ${id}: Subject ${id}`),
      'and 2 more',
    ]);
  });

  test('of many mails has a new id each time', () => {
    const first = notices(pending(several(4)));
    const later = several(4).map(({ id }) => makeMessage(`later-${id}`, { date: NOW + HOUR }));
    expect(notices(pending(later))[0]?.id).not.toBe(first[0]?.id);
  });
});

describe('privacy', () => {
  const at = (notificationPrivacy: PrivacyLevel, mailbox: Mailbox) =>
    noticesOf(account, mailbox, { several: true, settings: { notificationPrivacy } });
  const secret = { subject: 'Diagnosis', beginning: 'You have' };
  const mails = (count: number) =>
    several(count).map((message, n) => ({
      ...message,
      ...secret,
      // The two latest have one sender.
      from: { name: n < 2 ? 'Zoé' : `Person ${n}`, address: '' },
    }));

  test('hides subject and preview with "sender"', () => {
    expect(at('sender', pending(mails(1)))).toEqual([
      {
        id: 'home|mail|0',
        about: 'mail',
        title: 'Zoé',
        message: '',
        link: 'https://mail.example/0',
        messageIds: ['0'],
        context: 'Home',
      },
    ]);
    expect(at('sender', pending([makeMessage('1', { from: { name: '', address: '' } })]))).toMatchObject([
      { title: 'Unknown sender', message: '' },
    ]);
  });

  test('names an unknown sender in a summary', () => {
    const unknown = several(4).map(message => ({ ...message, from: { name: '', address: '' } }));
    expect(at('sender', pending(unknown))).toMatchObject([{ message: 'Unknown sender' }]);
  });

  test('names each sender once in a summary', () => {
    expect(at('sender', pending(mails(5)))).toMatchObject([
      { title: '5 new e-mails', message: 'Zoé\nPerson 2\nPerson 3\nand 1 more' },
    ]);
  });

  test('hides the sender with "count", and still opens the mail', () => {
    expect(at('count', pending(mails(1)))).toMatchObject([
      { title: '1 new e-mail', message: '', link: 'https://mail.example/0', messageIds: ['0'] },
    ]);
  });

  test.each([2, 3, 4, 50])('shows only the number of %i mails with "count"', count => {
    const [notice, ...more] = at('count', pending(mails(count)));
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ title: `${count} new e-mails`, message: '', context: 'Home' });
    expect(notice?.messageIds).toHaveLength(count);
  });

  test.each(['sender', 'count'] as const)('shows no subject and no preview: %s', privacy => {
    for (const count of [1, 3, 4]) {
      const said = JSON.stringify(at(privacy, pending(mails(count), { unlisted: count })));
      expect(said).not.toMatch(/Diagnosis|You have/);
      if (privacy === 'count') expect(said).not.toMatch(/Zoé|Person/);
    }
  });
});

describe('new SMS', () => {
  const withSms = (sms: Mailbox['sms'], fresh: number) =>
    makeMailbox({ sms, pending: waiting({ sms: fresh }) });

  test.each([
    [1, 1, '1 new SMS', ''],
    [3, 3, '3 new SMS', ''],
    [5, 2, '2 new SMS', '5 unread SMS in total'],
  ])('with %i unread and %i new: the notification has the number', (sms, fresh, title, message) => {
    expect(notices(withSms(sms, fresh))).toEqual([
      {
        id: `home|sms|${sms}`,
        about: 'sms',
        title,
        message,
        link: 'https://webmail.example/',
        messageIds: [],
        sms,
        counted: fresh,
      },
    ]);
  });

  test('are announced in the user’s language', () => {
    const [notice] = noticesOf(account, withSms(5, 1), { t: translateTo('fr') });
    expect([notice?.title, notice?.message].join()).not.toMatch(/unread|new|\$/);
  });

  test('make no notification if there are none or the count is unknown', () => {
    expect(notices(withSms(3, 0))).toEqual([]);
    expect(notices(withSms('withheld', 2))).toEqual([]);
    expect(notices(withSms('unreported', 2))).toEqual([]);
  });

  test('have no link without a webmail', () => {
    expect(noticesOf({ ...account, webmail: '' }, withSms(1, 1))[0]).not.toHaveProperty('link');
  });

  test('make another notification at the next rise', () => {
    expect(notices(withSms(2, 1))[0]?.id).not.toBe(notices(withSms(3, 1))[0]?.id);
  });
});

describe('checks that have stopped', () => {
  const stopped = (failure: Failure) => makeMailbox({ failure, pending: waiting({ stop: true }) });

  test.each<[Failure, string]>([
    [{ kind: 'account', code: 102 }, 'Home: This sign-in is no longer accepted (code 102).'],
    [{ kind: 'account', code: 103 }, 'Home: This sign-in is no longer accepted (code 103).'],
    [{ kind: 'signed-out' }, 'Home: You are signed out.'],
  ])('make a notification with reason and remedy: %j', (failure, title) => {
    expect(notices(stopped(failure))).toEqual([
      { id: 'home|stop', about: 'stop', title, message: t(FAILURES[failure.kind].help), messageIds: [] },
    ]);
  });

  test('offer the sign-in page if the account has one', () => {
    const signInPage = 'https://mail.example/sign-in';
    expect(noticesOf({ ...account, signInPage }, stopped({ kind: 'signed-out' }))).toMatchObject([
      { message: 'Click here to sign in again.' },
    ]);
  });

  test('make none for an account without a token', () => {
    expect(noticesOf({ ...account, token: '' }, stopped({ kind: 'signed-out' }))).toEqual([]);
  });

  test('make none if checks go on', () => {
    for (const failure of EVERY_FAILURE.filter(({ kind }) => FAILURES[kind].retry !== 'never'))
      expect(notices(stopped(failure))).toEqual([]);
    expect(notices(makeMailbox({ pending: waiting({ stop: true }) }))).toEqual([]);
  });

  test('make none a second time', () => {
    expect(notices(makeMailbox({ failure: { kind: 'signed-out' }, toldOfStop: true }))).toEqual([]);
  });

  test('come before SMS, and SMS before mail, each with its account', () => {
    const mailbox = makeMailbox({
      messages: several(1),
      sms: 1,
      failure: { kind: 'account', code: 103 },
      pending: { mails: ['0'], unlisted: 0, sms: 1, stop: true },
    });
    expect(notices(mailbox, true).map(({ about }) => about)).toEqual(['stop', 'sms', 'mail']);
    for (const { context } of notices(mailbox, true)) expect(context).toBe('Home');
  });
});

test.each(['1', 'https://mail.example/?a=1|2', 'summary', 'stop', ''])(
  'the notification id for message %j contains the account',
  id => {
    for (const notice of notices(pending([makeMessage(id)]))) expect(accountOfNotice(notice.id)).toBe('home');
  },
);

test('all notifications of an account have different ids, for any message ids', () => {
  const messages = ['stop', 'sms|1', 'mails|stop'].map(id => makeMessage(id));
  const mailbox = makeMailbox({
    messages,
    sms: 1,
    failure: { kind: 'account', code: 103 },
    pending: { mails: messages.map(({ id }) => id), unlisted: 0, sms: 1, stop: true },
  });
  expect(new Set(notices(mailbox).map(({ id }) => id)).size).toBe(5);
});

describe('a notification on display', () => {
  const entry = (id: string, ...messageIds: string[]): Announced => ({
    id,
    about: 'mail',
    title: '',
    message: '',
    messageIds,
  });
  const announced = [entry('home|1', '1'), entry('home|2', '2'), entry('home|summary', '1', '2', '3')];
  const mailbox = makeMailbox({ messages: [makeMessage('2')], announced });

  test('is out of date when its mail was read', () => {
    expect(staleNotices(mailbox, ['home|1', 'home|2'])).toEqual(['home|1']);
  });

  test('is up to date if other mail is unread, too', () => {
    expect(staleNotices({ ...mailbox, messages: [makeMessage('3'), makeMessage('2')] }, ['home|2'])).toEqual(
      [],
    );
  });

  test('is up to date if one mail of a summary is still unread', () => {
    expect(staleNotices(mailbox, ['home|summary'])).toEqual([]);
    expect(staleNotices({ ...mailbox, messages: [makeMessage('4')] }, ['home|summary'])).toEqual([
      'home|summary',
    ]);
  });

  test('is ignored if it belongs to another account', () => {
    expect(staleNotices(mailbox, ['work|1', 'else'])).toEqual([]);
  });

  test('is up to date while its mail is listed', () => {
    const old = makeMailbox({ messages: [makeMessage('2', { date: NOW - 90 * DAY })], announced });
    expect(staleNotices(old, ['home|2'])).toEqual([]);
  });

  test.each(['withheld', 'unreported'] as const)('is up to date while the list is %s', messages => {
    expect(staleNotices({ ...mailbox, messages }, ['home|1', 'home|summary'])).toEqual([]);
  });

  test.each<[string, Partial<Mailbox>]>([
    ['the user signed out', { checkedAt: 0 }],
    ['the user withdrew access to the mailbox', { failure: { kind: 'privacy' } }],
  ])('of mail, a reminder or SMS is out of date when %s', (_what, change) => {
    const showing = (['mail', 'reminder', 'sms'] as const).map(about => ({ ...entry(about, '2'), about }));
    const ids = showing.map(({ id }) => id);
    const listing = { messages: [makeMessage('2')], sms: 1, announced: showing };
    expect(staleNotices(makeMailbox(listing), ids)).toEqual([]);
    expect(staleNotices(makeMailbox({ ...listing, ...change }), ids)).toEqual(ids);
  });

  test('of a reminder is out of date when its mail was read', () => {
    const reminders = ['1', '2'].map(id => ({ ...entry(id, id), about: 'reminder' as const }));
    expect(staleNotices({ ...mailbox, announced: reminders }, ['1', '2'])).toEqual(['1']);
  });

  test.each<[Mailbox['sms'], boolean]>([
    [4, false],
    [3, false],
    [2, true],
    [0, true],
    ['withheld', false],
    ['unreported', false],
  ])('of 3 SMS is out of date when fewer are unread: %s, %s', (sms, stale) => {
    const notice: Announced = { ...entry('home|sms|3'), about: 'sms', sms: 3 };
    const showing = staleNotices(makeMailbox({ sms, announced: [notice] }), ['home|sms|3']);
    expect(showing).toEqual(stale ? ['home|sms|3'] : []);
  });

  test.each<[Failure | undefined, boolean]>([
    [{ kind: 'account', code: 103 }, false],
    [{ kind: 'signed-out' }, false],
    [{ kind: 'offline' }, true],
    [undefined, true],
  ])('of stopped checks is out of date when they go on: %j, %s', (failure, stale) => {
    const notice: Announced = { ...entry('home|stop'), about: 'stop' };
    const now = makeMailbox({ announced: [notice], ...(failure && { failure }) });
    expect(staleNotices(now, ['home|stop'])).toEqual(stale ? ['home|stop'] : []);
  });
});
