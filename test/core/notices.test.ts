import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/core/answer';
import { accountOfNotice, type Notice, noticesFor, staleNotices } from '../../src/core/notices';
import { DAY, HOUR, makeAccount, makeMailbox, makeMessage, NOW, withoutLink } from '../make';
import { t } from '../translate';

const account = makeAccount({ id: 'home', name: 'Home', webmail: 'https://webmail.example/' });

/** A mailbox that lists these messages, all of them pending; newest first, as a server lists them. */
function pending(messages: Message[]) {
  return makeMailbox({ messages, pending: messages.map(({ id }) => id) });
}

function several(count: number): Message[] {
  return Array.from({ length: count }, (_, n) => makeMessage(String(n), { date: NOW - n * HOUR }));
}

describe('new mail', () => {
  test('that is not there makes no notice', () => {
    expect(noticesFor(account, makeMailbox({ messages: several(3) }), false)).toEqual([]);
    expect(noticesFor(account, makeMailbox({ messages: 'withheld', pending: ['1'] }), false)).toEqual([]);
  });

  test('makes a notice that says who, what, and where a click leads', () => {
    const message = makeMessage('1', {
      from: { name: 'Zoé Martin', address: 'zoe@example.com' },
      subject: 'Crumble',
      beginning: 'The recipe, as promised',
      link: 'https://mail.example/1',
    });
    expect(noticesFor(account, pending([message]), false)).toEqual([
      {
        id: 'home|1',
        title: 'Zoé Martin',
        message: 'Crumble\nThe recipe, as promised',
        link: 'https://mail.example/1',
        messageIds: ['1'],
      },
    ]);
  });

  test.each<[string, Partial<Message>, string, string]>([
    ['an address alone', { from: { name: '', address: 'a@x.example' } }, 'a@x.example', 'Subject 1'],
    ['no sender', { from: { name: '', address: '' } }, 'Unknown sender', 'Subject 1'],
    ['no subject', { subject: '', beginning: 'Hello' }, 'Sender 1', 'Hello'],
    ['no words', { subject: '', beginning: '' }, 'Sender 1', ''],
  ])('from %s', (_what, change, title, message) => {
    const [notice] = noticesFor(account, pending([makeMessage('1', change)]), false);
    expect(titleOf(notice)).toBe(title);
    expect(notice?.message).toBe(message);
  });

  test('without a link leads to the webmail, or nowhere', () => {
    const mailbox = pending([withoutLink(makeMessage('1'))]);
    expect(noticesFor(account, mailbox, false)[0]?.link).toBe('https://webmail.example/');
    expect(noticesFor({ ...account, webmail: '' }, mailbox, false)[0]).not.toHaveProperty('link');
  });

  test('names its account where there are several', () => {
    expect(noticesFor(account, pending(several(1)), true)[0]?.context).toBe('Home');
    expect(noticesFor(account, pending(several(4)), true)[0]?.context).toBe('Home');
  });

  test('makes up to three notices, the oldest first', () => {
    const notices = noticesFor(account, pending(several(3)), false);
    expect(notices.map(({ id }) => id)).toEqual(['home|2', 'home|1', 'home|0']);
  });

  test('leaves out what is not pending', () => {
    const mailbox = makeMailbox({ messages: several(10), pending: ['3', '5'] });
    expect(noticesFor(account, mailbox, false).flatMap(({ messageIds }) => messageIds)).toEqual(['5', '3']);
  });

  test.each([4, 5, 50])('makes one notice of %i, which says how many', count => {
    const notices = noticesFor(account, pending(several(count)), false);
    expect(notices).toHaveLength(1);
    const [notice] = notices;
    expect(titleOf(notice)).toBe(`${count} new e-mails`);
    expect(notice?.messageIds.toSorted()).toEqual(
      several(count)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(notice?.link).toBe('https://webmail.example/');
    const lines = notice?.message.split('\n') ?? [];
    expect(lines.slice(0, 4)).toEqual(['0', '1', '2', '3'].map(id => `Sender ${id}: Subject ${id}`));
    expect(lines.slice(4)).toEqual(count > 4 ? ['…'] : []);
  });

  test('makes notices of the same ids each time', () => {
    for (const count of [1, 3, 4]) {
      const ids = () => noticesFor(account, pending(several(count)), false).map(({ id }) => id);
      expect(ids()).toEqual(ids());
    }
  });
});

test.each(['1', 'https://mail.example/?a=1|2', 'summary', ''])(
  'the id of a notice of message %j names the account',
  id => {
    for (const notice of noticesFor(account, pending([makeMessage(id)]), false))
      expect(accountOfNotice(notice.id)).toBe('home');
  },
);

describe('a notice still showing', () => {
  const entry = (notice: string, ...messageIds: string[]) => ({ notice, title: '', message: '', messageIds });
  const announced = [entry('home|1', '1'), entry('home|2', '2'), entry('home|summary', '1', '2', '3')];
  const mailbox = makeMailbox({ messages: [makeMessage('2')], announced });

  test('is stale once its mail is unread no longer', () => {
    expect(staleNotices(mailbox, ['home|1', 'home|2'])).toEqual(['home|1']);
  });

  test('is not stale where it sums up mail of which some is still unread', () => {
    expect(staleNotices(mailbox, ['home|summary'])).toEqual([]);
    expect(staleNotices({ ...mailbox, messages: [makeMessage('4')] }, ['home|summary'])).toEqual([
      'home|summary',
    ]);
  });

  test("is not stale where it is not this account's", () => {
    expect(staleNotices(mailbox, ['work|1', 'else'])).toEqual([]);
  });

  test('is not stale while its mail is listed, however old', () => {
    const old = makeMailbox({ messages: [makeMessage('2', { date: NOW - 90 * DAY })], announced });
    expect(staleNotices(old, ['home|2'])).toEqual([]);
  });
});

function titleOf(notice: Notice | undefined): string | undefined {
  return notice && (typeof notice.title === 'string' ? notice.title : t(notice.title));
}
