import { describe, expect, test } from 'vitest';
import type { ActionResult, Answer, Message } from '../../../src/core/answer/answer';
import { applyCheck } from '../../../src/core/mailbox/apply-check';
import { mayDo, undone, type Wish, withoutRefusals, withWish } from '../../../src/core/mailbox/apply-outbox';
import {
  applyRefused,
  applyResults,
  begun,
  idsToSend,
  nextToSend,
  withoutExpired,
} from '../../../src/core/mailbox/apply-results';
import { listOf, type Mailbox } from '../../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../../src/core/mailbox/mailbox-of';
import { withOutbox } from '../../../src/core/mailbox/with-outbox';
import { check, clockAt, failing, having, LATER, listing } from '../../checked';
import { DAY, HOUR, MINUTE, makeAccount, makeMessage, NOW, withoutDate } from '../../make';

const SECOND = 1000;

const mail = (id: string, hours = 1, change: Partial<Message> = {}) =>
  makeMessage(id, { date: NOW - hours * HOUR, messageId: `m-${id}`, ...change });
const [c, b, a] = [mail('c', 1), mail('b', 2), mail('a', 3)];
const ALL = ['markRead', 'markUnread', 'archive', 'delete'] as const;
const answer = (messages: Message[], change: Partial<Answer> = {}) =>
  listing(messages, { actions: [...ALL], ...change });

/** Three unread mails listed at `NOW`; by default all of them. */
const threeUnread = (change: Partial<Answer> = {}) => having([c, b, a], { actions: [...ALL], ...change });

const ACT = NOW + MINUTE;
const wish = (action: Wish['action'], ids: string[] = [], entryId: string = action): Wish => ({
  entryId,
  action,
  ids,
});
const done = (...ids: string[]): ActionResult[] => ids.map(messageId => ({ messageId, status: 'done' }));
const refusing = (id: string, reason: ActionResult['reason'] = 'quota'): ActionResult => ({
  messageId: id,
  status: 'refused',
  reason,
});

function withoutServerId({ messageId: _none, ...message }: Message): Message {
  return message;
}

/** What the user sees: the ids in the list and the number. */
function seen(mailbox: Mailbox): [string, Mailbox['unread']] {
  const { messages, unread } = withOutbox(mailbox);
  return [
    listOf(messages)
      .map(({ id }) => id)
      .join(''),
    unread,
  ];
}

/** The server's ids of the next action. */
function idsOfNext(mailbox: Mailbox): string[] {
  const entry = nextToSend(mailbox);
  return entry ? idsToSend(entry) : [];
}

/** Begins and ends the next action at these times. */
function sent(mailbox: Mailbox, results: ActionResult[], now = ACT + SECOND): Mailbox {
  const entry = nextToSend(mailbox);
  if (!entry) throw new Error('nothing to send');
  return applyResults(begun(mailbox, entry.id, now), entry.id, results, now);
}

/** An answer that was asked for at this time. */
function answered(mailbox: Mailbox, result: ReturnType<typeof listing>, askedAt: number): Mailbox {
  return applyCheck(mailbox, result, clockAt(askedAt + SECOND), askedAt);
}

describe('an action', () => {
  test.each(['markRead', 'archive', 'delete', 'open'] as const)('hides its mails at once: %s', action => {
    const after = withWish(threeUnread(), wish(action, ['b', 'a']), ACT);
    expect(seen(after)).toEqual(['c', 1]);
    // The answer itself stays, for finding new mail.
    expect(listOf(after.messages)).toHaveLength(3);
  });

  test('happens once, even if it is asked for twice', () => {
    const once = withWish(threeUnread(), wish('archive', ['b']), ACT);
    expect(withWish(once, wish('archive', ['b']), ACT)).toBe(once);
    expect(withWish(once, wish('delete', ['b']), ACT)).toBe(once);
    const over = answered(sent(once, done('m-b')), answer([c, a]), ACT + MINUTE);
    expect(withWish(over, wish('archive', ['a']), ACT + HOUR)).toBe(over);
  });

  test('with nothing to do changes nothing', () => {
    const mailbox = threeUnread();
    expect(withWish(mailbox, wish('archive', ['gone']), ACT)).toBe(mailbox);
    const empty = having([]);
    expect(withWish(empty, wish('markAllRead'), ACT)).toBe(empty);
  });

  test('leaves out mails without the server’s id, but not when they are opened', () => {
    const plain = withoutServerId(b);
    const mailbox = having([c, plain], { actions: [...ALL] });
    expect(seen(withWish(mailbox, wish('archive', ['c', 'b']), ACT))).toEqual(['b', 1]);
    expect(seen(withWish(mailbox, wish('open', ['b']), ACT))).toEqual(['c', 1]);
  });

  test('keeps a number that is withheld or unreported', () => {
    for (const unread of ['withheld', 'unreported'] as const)
      expect(seen(withWish(threeUnread({ unread }), wish('archive', ['b']), ACT))).toEqual(['ca', unread]);
  });

  test('stays hidden by an answer that was asked for before it was done', () => {
    const waiting = withWish(threeUnread(), wish('archive', ['b']), ACT);
    const asked = answered(waiting, answer([c, b, a]), ACT - SECOND);
    expect(seen(asked)).toEqual(['ca', 2]);
    const over = sent(asked, done('m-b'), ACT + SECOND);
    const late = answered(over, answer([c, b, a]), ACT);
    expect(seen(late)).toEqual(['ca', 2]);
  });

  test('goes with an answer that was asked for after it was done, which decides', () => {
    const over = sent(withWish(threeUnread(), wish('archive', ['b']), ACT), done('m-b'));
    const agreeing = answered(over, answer([c, a]), ACT + MINUTE);
    expect([seen(agreeing), agreeing.outbox]).toEqual([['ca', 2], undefined]);
    expect(seen(answered(over, answer([c, b, a]), ACT + MINUTE))).toEqual(['cba', 3]);
  });

  test('goes with an unchanged answer, too', () => {
    const over = sent(withWish(threeUnread(), wish('archive', ['b']), ACT), done('m-b'));
    const same = { kind: 'unchanged', digest: over.digest } as const;
    expect(seen(applyCheck(over, same, clockAt(LATER), ACT))).toEqual(['ca', 2]);
    expect(seen(applyCheck(over, same, clockAt(LATER), ACT + MINUTE))).toEqual(['cba', 3]);
  });

  test('goes even if the clock was set back since', () => {
    const over = sent(withWish(threeUnread(), wish('archive', ['b']), ACT + DAY), done('m-b'), ACT + DAY);
    expect(answered(over, answer([c, a]), ACT).outbox).toBeUndefined();
    const opened = withWish(threeUnread(), wish('open', ['b']), ACT + DAY);
    expect(answered(opened, answer([c, b, a]), ACT).outbox).toBeUndefined();
  });

  test('waits as long as checks fail', () => {
    const waiting = withWish(threeUnread(), wish('archive', ['b']), ACT);
    expect(seen(check(waiting, failing({ kind: 'offline' })))).toEqual(['ca', 2]);
  });

  test('hides a mail from what is still to be announced', () => {
    const fresh = mail('d', -1);
    const pending = check(threeUnread(), answer([fresh, c, b, a]));
    expect(pending.pending.mails).toEqual(['d']);
    const read = withWish(pending, wish('markRead', ['d']), LATER);
    expect(read.pending.mails).toEqual([]);
    expect(undone(read, 'markRead', 'u', LATER).pending.mails).toEqual([]);
  });
});

describe('a mail that was opened', () => {
  const opened = withWish(threeUnread(), wish('open', ['b']), ACT);

  test('stays hidden for ten seconds, then the answer decides', () => {
    expect(seen(answered(opened, answer([c, b, a]), ACT + 2 * SECOND))).toEqual(['ca', 2]);
    expect(seen(answered(opened, answer([c, b, a]), ACT + 10 * SECOND))).toEqual(['cba', 3]);
  });

  test('is decided by the first answer without it', () => {
    expect(answered(opened, answer([c, a]), ACT + 2 * SECOND).outbox).toBeUndefined();
  });

  test('is never sent, and can’t be undone', () => {
    expect(nextToSend(opened)).toBeUndefined();
    expect(opened.lastAction).toBeUndefined();
  });
});

describe('undoing', () => {
  const acted = withWish(threeUnread(), wish('archive', ['b']), ACT);
  const undo = (mailbox: Mailbox) => undone(mailbox, 'archive', 'undo', ACT + 2 * SECOND);

  test('before it was sent sends nothing', () => {
    const after = undo(acted);
    expect(seen(after)).toEqual(['cba', 3]);
    expect(nextToSend(after)).toBeUndefined();
  });

  test('brings a mail without a date back to its place', () => {
    const undated = [c, b, a].map(withoutDate);
    const mailbox = begun(withWish(having(undated), wish('archive', ['b']), ACT), 'archive', ACT);
    expect(seen(undo(mailbox))).toEqual(['cba', 3]);
  });

  test('while it is under way sends the opposite behind it', () => {
    const after = undo(begun(acted, 'archive', ACT));
    expect(seen(after)).toEqual(['cba', 3]);
    expect(nextToSend(after)).toMatchObject({ action: 'archive' });
    const over = sent(after, done('m-b'));
    expect(seen(over)).toEqual(['cba', 3]);
    expect(nextToSend(over)).toMatchObject({ action: 'restore' });
    expect(idsOfNext(over)).toEqual(['m-b']);
  });

  test.each([
    ['markRead', 'markUnread'],
    ['archive', 'restore'],
    ['delete', 'restore'],
  ] as const)('after %s was done sends %s', (action, opposite) => {
    const after = undone(
      sent(withWish(threeUnread(), wish(action, ['b']), ACT), done('m-b')),
      action,
      'undo',
      ACT + MINUTE,
    );
    expect(seen(after)).toEqual(['cba', 3]);
    expect(nextToSend(after)).toMatchObject({ action: opposite, undoes: action });
  });

  test('after the next answer brings the mail back to its place', () => {
    const over = answered(sent(acted, done('m-b')), answer([c, a]), ACT + MINUTE);
    const after = undone(over, 'archive', 'undo', ACT + 2 * MINUTE);
    expect(seen(after)).toEqual(['cba', 3]);
    const back = sent(after, done('m-b'), ACT + 2 * MINUTE);
    expect(seen(answered(back, answer([c, a]), ACT + 2 * MINUTE - 1))).toEqual(['cba', 3]);
    expect(answered(back, answer([c, b, a]), ACT + 3 * MINUTE).outbox).toBeUndefined();
  });

  test('happens once, and only for the latest action', () => {
    const over = sent(acted, done('m-b'));
    const twice = undo(undo(over));
    expect(twice.outbox?.map(({ id }) => id)).toEqual(['archive', 'undo']);
    const next = withWish(over, wish('delete', ['c']), ACT);
    expect(undone(next, 'archive', 'undo', ACT)).toBe(next);
    expect(undone(next, 'unknown', 'undo', ACT)).toBe(next);
  });

  test('can be of an action that was done in part', () => {
    const both = withWish(threeUnread(), wish('archive', ['b', 'a']), ACT);
    const over = sent(both, [...done('m-b'), refusing('m-a')]);
    expect(seen(over)).toEqual(['ca', 2]);
    const after = undone(over, 'archive', 'undo', ACT + MINUTE);
    expect(seen(after)).toEqual(['cba', 3]);
    expect(idsOfNext(after)).toEqual(['m-b']);
  });
});

describe('marking all as read', () => {
  /** Twelve unread mails, three of them listed. */
  const many = () => threeUnread({ unread: 12, emails: 40 });
  const acted = withWish(many(), wish('markAllRead'), ACT);

  test('empties the list and the number', () => {
    expect(seen(acted)).toEqual(['', 0]);
    expect(idsOfNext(acted)).toEqual(['m-c', 'm-b', 'm-a']);
  });

  test('leaves mail that comes meanwhile', () => {
    const fresh = mail('d', -1);
    const later = check(acted, answer([fresh, c, b], { unread: 13, emails: 41 }));
    expect(seen(later)).toEqual(['d', 1]);
    expect(later.pending.mails).toEqual(['d']);
  });

  test('also of unlisted mail that is still to be announced announces none', () => {
    const pending = { ...many(), pending: { ...many().pending, mails: ['c'], unlisted: 4, sms: 1 } };
    expect(withWish(pending, wish('markAllRead'), ACT).pending).toMatchObject({
      mails: [],
      unlisted: 0,
      sms: 1,
    });
  });

  test('is undone with the ids that the server told', () => {
    const over = sent(acted, done('m-c', 'm-b', 'm-a', 'm-9'));
    const after = undone(over, 'markAllRead', 'undo', ACT + MINUTE);
    expect(seen(after)).toEqual(['cba', 12]);
    expect(nextToSend(after)?.action).toBe('markUnread');
    expect(idsOfNext(after)).toEqual(['m-c', 'm-b', 'm-a', 'm-9']);
  });

  test('is undone with these ids even if the user was faster than the server', () => {
    const early = undone(begun(acted, 'markAllRead', ACT), 'markAllRead', 'undo', ACT);
    expect(seen(early)).toEqual(['cba', 12]);
    const over = sent(early, done('m-c', 'm-9'));
    expect(idsOfNext(over)).toEqual(['m-c', 'm-9']);
  });

  test('is undone for the listed mails if the server’s first answer was lost', () => {
    const over = sent(acted, []);
    const after = undone(over, 'markAllRead', 'undo', ACT + MINUTE);
    expect(idsOfNext(after)).toEqual(['m-c', 'm-b', 'm-a']);
  });

  test('without a number hides the list', () => {
    expect(seen(withWish(threeUnread({ unread: 'unreported' }), wish('markAllRead'), ACT))).toEqual([
      '',
      'unreported',
    ]);
  });
});

describe('a refusal', () => {
  const acted = withWish(threeUnread(), wish('archive', ['c', 'b']), ACT);

  test('of all brings them back, with a word', () => {
    const after = sent(acted, [refusing('m-c', 'read-only'), refusing('m-b', 'read-only')]);
    expect(seen(after)).toEqual(['cba', 3]);
    expect(after.refusals).toEqual([
      {
        action: 'archive',
        reason: 'read-only',
        count: 2,
        mailId: 'c',
        subject: 'Subject c',
        at: ACT + SECOND,
      },
    ]);
    expect([after.lastAction, nextToSend(after)]).toEqual([undefined, undefined]);
    expect(withoutRefusals(after).refusals).toBeUndefined();
  });

  test('of some brings these back', () => {
    const after = sent(acted, [...done('m-c'), refusing('m-b')]);
    expect(seen(after)).toEqual(['ba', 2]);
    expect(after.refusals).toMatchObject([{ reason: 'quota', count: 1, subject: 'Subject b' }]);
  });

  test('is what a server means that says nothing about a mail', () => {
    const after = sent(acted, done('m-c'));
    expect(seen(after)).toEqual(['ba', 2]);
    expect(after.refusals).toMatchObject([{ reason: 'other', count: 1 }]);
  });

  test('takes an undo with it', () => {
    const undoing = undone(begun(acted, 'archive', ACT), 'archive', 'undo', ACT);
    const after = sent(undoing, [refusing('m-c'), refusing('m-b')]);
    expect(seen(after)).toEqual(['cba', 3]);
    expect(nextToSend(after)).toBeUndefined();
  });

  test('of a mail that is gone is none', () => {
    const after = sent(acted, [
      { messageId: 'm-c', status: 'gone' },
      { messageId: 'm-b', status: 'gone' },
    ]);
    expect([seen(after), after.refusals]).toEqual([['a', 1], undefined]);
  });

  test('remembers the notification whose button was pressed', () => {
    const pressed = withWish(threeUnread(), { ...wish('markRead', ['b']), noticeId: 'n' }, ACT);
    expect(applyRefused(pressed, 'markRead', 'other', ACT).refusals).toMatchObject([{ noticeId: 'n' }]);
  });

  const refusedThrice = (mails: string) =>
    (['archive', 'delete', 'markRead'] as const).flatMap(action =>
      [...mails].map(mail => ({ id: `${action} ${mail}`, action, mail })),
    );
  const refuse = (mailbox: Mailbox, { id, action, mail }: ReturnType<typeof refusedThrice>[number]) =>
    applyRefused(withWish(mailbox, wish(action, [mail], id), ACT), id, 'other', ACT);

  test('of the five latest is kept', () => {
    const many = refusedThrice('abc').reduce(refuse, threeUnread());
    expect(many.refusals).toHaveLength(5);
  });

  test('takes the place of the former one of the same action on the same mail', () => {
    const twice = [...refusedThrice('a'), ...refusedThrice('a').slice(0, 1)].reduce(refuse, threeUnread());
    expect(twice.refusals?.map(({ action }) => action)).toEqual(['delete', 'markRead', 'archive']);
  });
});

describe('an action that isn’t sent within a day', () => {
  const acted = withWish(threeUnread(), wish('delete', ['b']), ACT);

  test('is forgotten with a word', () => {
    expect(withoutExpired(acted, ACT + DAY - 1)).toBe(acted);
    const after = withoutExpired(acted, ACT + DAY);
    expect(seen(after)).toEqual(['cba', 3]);
    expect(after.refusals).toMatchObject([{ action: 'delete', reason: 'expired', count: 1 }]);
    expect(after.lastAction).toBeUndefined();
  });

  test('is forgotten, too, if the clock was set back by a day', () => {
    expect(withoutExpired(acted, ACT - DAY).refusals).toHaveLength(1);
  });

  test('but was opened is forgotten without a word', () => {
    const opened = withWish(threeUnread(), wish('open', ['b']), ACT);
    expect(withoutExpired(opened, ACT + DAY).refusals).toBeUndefined();
    expect(seen(withoutExpired(opened, ACT + DAY))).toEqual(['cba', 3]);
  });

  test('and was done can no longer be undone', () => {
    const over = answered(sent(acted, done('m-b')), answer([c, a]), ACT + MINUTE);
    expect(over.lastAction).toBeDefined();
    expect(withoutExpired(over, ACT + DAY)).not.toHaveProperty('lastAction');
  });
});

describe('the number of mails in the mailbox', () => {
  const counts = { emails: 100, unread: 15, actions: [...ALL] };
  const less = { emails: 99, unread: 14 };
  /** Two of fifteen are listed; one was archived, as an answer shows. */
  const archived = () =>
    answered(
      sent(withWish(having([c, b], counts), wish('archive', ['b']), ACT), done('m-b')),
      answer([c, a], less),
      ACT + MINUTE,
    );

  test('rises by an undo, which announces nothing', () => {
    const back = sent(undone(archived(), 'archive', 'undo', ACT + MINUTE), done('m-b'), ACT + MINUTE);
    const after = answered(back, answer([c, b], counts), ACT + 2 * MINUTE);
    expect(after.pending).toMatchObject({ mails: [], unlisted: 0 });
  });

  test('shows mail that comes while another is archived', () => {
    const acted = sent(withWish(having([c, b], { ...counts }), wish('archive', ['b']), ACT), done('m-b'));
    const fresh = mail('d', -1);
    expect(answered(acted, answer([fresh, c], counts), ACT + MINUTE).pending.mails).toEqual(['d']);
  });

  test('stays when known mail is marked as unread, which announces nothing', () => {
    const read = answered(
      sent(withWish(having([c, b], counts), wish('markRead', ['c', 'b']), ACT), done('m-c', 'm-b')),
      answer([a], { emails: 100, unread: 13 }),
      ACT + MINUTE,
    );
    const back = sent(undone(read, 'markRead', 'undo', ACT + MINUTE), done('m-c', 'm-b'), ACT + MINUTE);
    expect(answered(back, answer([c, b], counts), ACT + 2 * MINUTE).pending).toMatchObject({
      mails: [],
      unlisted: 0,
    });
  });
});

test.each([
  ['signs out', { token: '' }],
  ['chooses another server', { endpoint: 'https://elsewhere.example/' }],
])('nothing is sent any more once the user %s', (_what, change) => {
  const acted = sent(withWish(threeUnread(), wish('archive', ['b']), ACT), [refusing('m-b')]);
  const left = mailboxOf(makeAccount(change), withWish(acted, wish('delete', ['a']), ACT));
  expect([left.outbox, left.lastAction, left.refusals]).toEqual([undefined, undefined, undefined]);
});

test('all is marked as read in the folders whose mail was listed, whatever the user chooses later', () => {
  const chosen = mailboxOf(makeAccount({ folders: ['INBOX'] }), threeUnread());
  expect(withWish(chosen, wish('markAllRead'), ACT)).toBe(chosen);
  const acted = withWish(answered(chosen, answer([c]), ACT), wish('markAllRead'), ACT);
  const after = mailboxOf(makeAccount({ folders: ['Work'] }), acted);
  expect(nextToSend(after)?.folders).toEqual(['INBOX']);
  const undoing = undone(sent(after, done('m-c')), 'markAllRead', 'undo', ACT);
  expect(nextToSend(undoing)).not.toHaveProperty('folders');
});

describe('after another sign-in', () => {
  const signedIn = (mailbox: Mailbox) => mailboxOf(makeAccount({ token: 'another', revision: 1 }), mailbox);

  test('nothing that the user did before is sent, and what waited comes back with a word', () => {
    const archived = sent(withWish(threeUnread(), wish('archive', ['b']), ACT), done('m-b'));
    const acted = withWish(archived, wish('delete', ['a']), ACT);
    const after = signedIn(begun(acted, 'delete', ACT));
    expect(nextToSend(after)).toBeUndefined();
    expect([after.outbox, after.lastAction]).toEqual([undefined, undefined]);
    expect(after.refusals).toMatchObject([{ action: 'delete', reason: 'expired', at: ACT }]);
    expect(undone(after, 'delete', 'undo', ACT)).toBe(after);
  });

  test.each(['archive', 'markAllRead'] as const)('nothing is done with the former list: %s', action => {
    const after = signedIn(threeUnread());
    expect(seen(after)).toEqual(['cba', 3]);
    expect(withWish(after, wish(action, ['a']), ACT)).toBe(after);
    const answeredSince = check(after, answer([c]), ACT);
    expect(nextToSend(withWish(answeredSince, wish(action, ['c']), ACT))?.action).toBe(action);
  });
});

test('when the user withholds the mails, what was done with them is forgotten', () => {
  const acted = withWish(
    applyRefused(withWish(threeUnread(), wish('archive', ['b']), ACT), 'archive', 'quota', ACT),
    wish('delete', ['a']),
    ACT,
  );
  const after = check(acted, failing({ kind: 'privacy' }));
  expect([after.outbox, after.lastAction]).toEqual([undefined, undefined]);
  expect(after.refusals).toMatchObject([{ reason: 'quota', subject: '' }]);
});

test('only what the server supports may be done, with mails that have its id', () => {
  const plain = withoutServerId(b);
  expect(mayDo({ actions: ['archive'] }, 'archive', b)).toBe(true);
  expect(mayDo({ actions: ['archive'] }, 'delete', b)).toBe(false);
  expect(mayDo({ actions: ['archive'] }, 'archive', plain)).toBe(false);
  expect(mayDo({}, 'archive', b)).toBe(false);
});

test('a server that no longer supports actions or tells folders is believed', () => {
  const folders = [{ name: 'INBOX', emails: 3, unread: 3 }];
  const mailbox = threeUnread({ folders });
  expect(mailbox).toMatchObject({ folders, actions: ALL });
  const after = check(mailbox, listing([c]));
  expect([after.actions, after.folders]).toEqual([undefined, undefined]);
});
