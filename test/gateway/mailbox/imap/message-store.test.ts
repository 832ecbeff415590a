import { describe, expect, test } from 'vitest';
import type { FolderView } from '../../../../src/gateway/mailbox/imap/folder-view';
import { doublesIn, messagesIn } from '../../../../src/gateway/mailbox/imap/look';
import { createMessageStore, type MessageStore } from '../../../../src/gateway/mailbox/imap/message-store';
import type { PreviewedMessage } from '../../../../src/gateway/mailbox/imap/read-message';
import { NOON } from '../../noon';

const view = (uids: number[], validity = '1', path = 'INBOX'): FolderView => ({
  path,
  validity,
  emails: uids.length,
  unread: uids.length,
  uids,
});

/** A message that arrived `after` seconds after noon. */
const mail = (uid: number, after = uid): PreviewedMessage => ({
  uid,
  arrived: NOON + after * 1000,
  messageId: `<${after}@example.org>`,
  otherwise: '',
  from: { name: 'Ann', address: 'ann@example.org' },
  date: new Date(NOON + after * 1000),
  subject: `mail ${after}`,
  read: false,
  beginning: 'Hello',
});
const mails = (...uids: number[]) => uids.map(uid => mail(uid));
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => last - i);

const storeOf = (seen: FolderView, known: readonly PreviewedMessage[]) => {
  const store = createMessageStore(() => undefined);
  store.add(seen, known);
  return store;
};

const overview = (store: MessageStore, views: readonly FolderView[], limit: number) => {
  const listed = store.overview(views);
  const all = new Set(views.map(({ path }) => path));
  return { messages: messagesIn(listed, limit, all), doubles: doublesIn(listed, all) };
};

test('only unknown messages are read', () => {
  const store = storeOf(view([3, 2]), mails(3, 2));
  expect(store.unknown(view([4, 3, 2, 1]))).toEqual([4, 1]);
  expect(store.unknown(view([3, 2], '2'))).toEqual([3, 2]);
  expect(store.unknown(view([3, 2], '1', 'Other'))).toEqual([3, 2]);
});

test('the newest messages of all folders come first, up to the limit', () => {
  const store = storeOf(view([9, 4]), [mail(9, 1), mail(4, 30)]);
  const other = view([1], '1', 'Other');
  store.add(other, [mail(1, 20)]);
  const subjects = (limit: number) =>
    overview(store, [view([9, 4]), other], limit).messages.map(it => it.subject);
  expect(subjects(5)).toEqual(['mail 30', 'mail 20', 'mail 1']);
  expect(subjects(2)).toEqual(['mail 30', 'mail 20']);
});

test('a message in several folders, as with labels, is listed once and counted as a double', () => {
  const label = view([7, 3], '1', 'Label');
  const store = storeOf(view([2, 1]), mails(2, 1));
  store.add(label, [mail(7, 2), mail(3, 3)]);
  const { messages, doubles } = overview(store, [view([2, 1]), label], 5);
  expect(messages.map(it => it.subject)).toEqual(['mail 3', 'mail 2', 'mail 1']);
  expect(doubles).toBe(1);
  expect(store.placeOf(messages[1]?.id ?? '')).toEqual({ path: 'INBOX', validity: '1', uid: 2 });
});

test('two copies in one folder are two messages, also where another folder has one of them', () => {
  const label = view([7], '1', 'Label');
  const store = storeOf(view([2, 1]), [mail(2, 5), mail(1, 5)]);
  store.add(label, [mail(7, 5)]);
  const { messages, doubles } = overview(store, [view([2, 1]), label], 5);
  expect([messages.length, doubles]).toEqual([2, 1]);
});

test('the other places of a listed message are known', () => {
  const label = view([7], '1', 'Label');
  const store = storeOf(view([2, 1]), mails(2, 1));
  store.add(label, [mail(7, 2)]);
  overview(store, [view([2, 1]), label], 5);
  const newer = { path: 'INBOX', validity: '1', uid: 2 };
  const copy = { path: 'Label', validity: '1', uid: 7 };
  expect(store.copiesOf(newer)).toEqual([copy]);
  expect(store.copiesOf(copy)).toEqual([newer]);
  expect(store.copiesOf({ ...newer, uid: 1 })).toEqual([]);
  overview(store, [view([2, 1])], 5);
  expect(store.copiesOf(newer)).toEqual([]);
});

describe('with ids of the server', () => {
  const withId = (emailId: string, message: PreviewedMessage) => ({ ...message, emailId });
  const label = view([7], '1', 'Label');

  test('a copy that arrived at another time is the same message', () => {
    const store = storeOf(view([2]), [withId('a', mail(2, 5))]);
    store.add(label, [withId('a', mail(7, 9))]);
    const { messages, doubles } = overview(store, [view([2]), label], 5);
    expect([messages.map(it => it.subject), doubles]).toEqual([['mail 5'], 0]);
  });

  test('a message that only looks like a copy is listed, with an id of its own', () => {
    const store = storeOf(view([2]), [withId('a', mail(2, 5))]);
    store.add(label, [withId('b', mail(7, 5))]);
    const ids = overview(store, [view([2]), label], 5).messages.map(it => it.id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.map(id => store.placeOf(id)?.path).toSorted()).toEqual(['INBOX', 'Label']);
  });

  test('two copies in one folder are two messages, also where another folder has one of them', () => {
    const store = storeOf(view([2, 1]), [withId('a', mail(2, 5)), withId('a', mail(1, 4))]);
    store.add(label, [withId('a', mail(7, 5))]);
    expect(overview(store, [view([2, 1]), label], 5).messages).toHaveLength(2);
  });
});

test('a message that was deleted before it was read is left out', () => {
  const store = storeOf(view([2, 1]), mails(1));
  expect(overview(store, [view([2, 1])], 5).messages).toMatchObject([{ subject: 'mail 1', read: false }]);
});

test('a message has its link, if there is one', () => {
  const store = createMessageStore(({ messageId, place: { path, uid } }) =>
    uid === 1 ? undefined : `https://e.example/${path}/${uid}/${messageId}`,
  );
  store.add(view([2, 1]), mails(2, 1));
  const [newer, older] = overview(store, [view([2, 1])], 5).messages;
  expect(newer?.link).toBe('https://e.example/INBOX/2/<2@example.org>');
  expect(older).not.toHaveProperty('link');
});

test('an id gives the last known place of its message', () => {
  const store = storeOf(view([2, 1]), mails(2, 1));
  const [{ id } = { id: '' }] = overview(store, [view([2, 1])], 1).messages;
  expect(store.placeOf(id)).toEqual({ path: 'INBOX', validity: '1', uid: 2 });
  const moved = { path: 'Old', validity: '5', uid: 7 };
  expect(store.identify([{ ...mail(7, 2), ...moved }])).toEqual([id]);
  expect(store.placeOf(id)).toEqual(moved);
  expect(store.placeOf('none')).toBeUndefined();
});

test('ids stay the same after a new UIDVALIDITY', () => {
  const store = storeOf(view([2, 1]), mails(2, 1));
  const before = overview(store, [view([2, 1])], 5);
  const anew = view([12, 11], '2');
  expect(store.unknown(anew)).toEqual([12, 11]);
  store.add(anew, [mail(12, 2), mail(11, 1)]);
  expect(overview(store, [anew], 5)).toEqual(before);
  expect(store.placeOf(before.messages[0]?.id ?? '')).toEqual({ path: 'INBOX', validity: '2', uid: 12 });
});

test('copies of a message get different ids; the first keeps the plain id', () => {
  const store = storeOf(view([1]), [mail(1, 5)]);
  const [first] = overview(store, [view([1])], 5).messages;
  store.add(view([2, 1]), [mail(2, 5)]);
  expect(overview(store, [view([2, 1])], 5).messages.map(it => it.id)).toEqual([`${first?.id}.2`, first?.id]);
});

test('a read message is replaced by an older one, and is still cached when it is unread again', () => {
  const store = storeOf(view([3, 2]), mails(3, 2));
  overview(store, [view([3, 2])], 2);
  expect(store.unknown(view([2, 1]))).toEqual([1]);
  store.add(view([2, 1]), mails(1));
  expect(overview(store, [view([2, 1])], 2).messages).toMatchObject([
    { subject: 'mail 2' },
    { subject: 'mail 1' },
  ]);
  expect(store.unknown(view([3, 2]))).toEqual([]);
});

test('listed messages stay cached, and the last 300 others', () => {
  const old = range(1, 500);
  const store = storeOf(view(old), mails(...old));
  overview(store, [view(old)], 200);
  const now = range(501, 520);
  store.add(view(now), mails(...now));
  overview(store, [view(now)], 200);
  expect(store.unknown(view(now))).toEqual([]);
  expect(store.unknown(view(old))).toEqual(range(1, 200));
});

test('the last 2,000 places are kept', () => {
  const store = createMessageStore(() => undefined);
  const place = (uid: number) => ({ ...mail(uid), path: 'INBOX', validity: '1' });
  const ids = store.identify(range(1, 2000).map(place));
  store.identify([place(2000), place(2001)]);
  const known = ids.filter(id => store.placeOf(id) !== undefined);
  expect(known).toEqual(ids.filter(id => id !== ids[1]));
});
