import { describe, expect, test } from 'vitest';
import type { FolderView } from '../../../src/gateway/imap/folder-view';
import { arrivalOf, distinctIds, idOf } from '../../../src/gateway/imap/message-ids';
import { createMessageStore, type Known } from '../../../src/gateway/imap/message-store';
import { NOON } from '../noon';

const SECOND = 1000;

function known(uid: number, changes: Partial<Known> = {}): Known {
  return {
    uid,
    arrived: NOON + uid * SECOND,
    messageId: `<${uid}@example.org>`,
    otherwise: '',
    from: { name: 'Jean', address: 'jean@example.org' },
    date: new Date(NOON + uid * SECOND),
    subject: `Mail ${uid}`,
    read: false,
    beginning: '',
    ...changes,
  };
}

const view = (uids: readonly number[], validity = '1', path = 'INBOX'): FolderView => ({
  path,
  validity,
  emails: uids.length,
  unread: uids.length,
  uids,
});

describe('ids', () => {
  const identity = { arrived: NOON, messageId: '<a@b>', otherwise: 'x' };

  test('say when a message arrived', () => {
    expect(arrivalOf(idOf(identity))).toBe(NOON);
    expect(arrivalOf(`${idOf(identity)}.2`)).toBe(NOON);
    expect(arrivalOf(idOf({ ...identity, arrived: 0 }))).toBe(0);
  });

  test.each(['', 'none', 'demo-1', '../x', `${'z'.repeat(40)}-AAAAAAAAAAAA`, '1-AAAAAAAAAAAA.x'])(
    '%j is none',
    text => {
      expect(arrivalOf(text)).toBeUndefined();
    },
  );

  test('differ by Message-ID, by time, and by the rest where there is no Message-ID', () => {
    const ids = [
      identity,
      { ...identity, messageId: '<c@d>' },
      { ...identity, arrived: NOON + SECOND },
      { ...identity, messageId: '' },
      { ...identity, messageId: '', otherwise: 'y' },
    ].map(idOf);
    expect(new Set(ids).size).toBe(5);
    expect(idOf({ ...identity, otherwise: 'y' })).toBe(ids[0]);
  });

  test('of copies are numbered, the oldest has none', () => {
    const id = idOf(identity);
    expect(distinctIds([identity, identity, { ...identity, messageId: 'other' }, identity])).toEqual([
      id,
      `${id}.2`,
      idOf({ ...identity, messageId: 'other' }),
      `${id}.3`,
    ]);
  });
});

describe('what was read', () => {
  test('isn’t read again, and is listed newest first', () => {
    const store = createMessageStore(() => undefined);
    const inbox = view([3, 2, 1]);
    expect(store.unknown(inbox)).toEqual([3, 2, 1]);
    store.add(inbox, [known(1), known(2), known(3)]);
    expect(store.unknown(view([4, 3, 2]))).toEqual([4]);
    expect(store.overview([inbox], 2).map(({ subject }) => subject)).toEqual(['Mail 3', 'Mail 2']);
  });

  test('of several folders is listed by when it arrived', () => {
    const store = createMessageStore(() => undefined);
    const [inbox, lists] = [view([3, 1]), view([2], '7', 'Lists')];
    store.add(inbox, [known(1), known(3)]);
    store.add(lists, [known(2)]);
    const [newest, middle] = store.overview([inbox, lists], 20);
    expect([newest?.subject, middle?.subject]).toEqual(['Mail 3', 'Mail 2']);
    expect(store.placeOf(middle?.id ?? '')).toEqual({ path: 'Lists', validity: '7', uid: 2 });
  });

  test('makes room for an older one without reading that again', () => {
    const store = createMessageStore(() => undefined);
    store.add(view([2, 1]), [known(1), known(2)]);
    store.overview([view([2, 1])], 20);
    store.overview([view([2])], 20);
    expect(store.unknown(view([1]))).toEqual([]);
  });

  test('has the same id when the server counts anew, or the message moves', () => {
    const store = createMessageStore(() => undefined);
    store.add(view([1]), [known(1)]);
    const [before] = store.overview([view([1])], 20);
    const moved = view([50], '9', 'Lists');
    store.add(moved, [known(1, { uid: 50 })]);
    const [after] = store.overview([moved], 20);
    expect(after?.id).toBe(before?.id);
    expect(store.placeOf(after?.id ?? '')).toEqual({ path: 'Lists', validity: '9', uid: 50 });
  });

  test('is forgotten in the end', () => {
    const store = createMessageStore(() => undefined);
    for (let uid = 1; uid <= 3000; uid++) {
      store.add(view([uid]), [known(uid)]);
      store.overview([view([uid])], 20);
    }
    expect(store.unknown(view([1, 2600, 2900]))).toEqual([1, 2600]);
    expect(store.placeOf(idOf(known(1)))).toBeUndefined();
    expect(store.placeOf(idOf(known(2900)))).toMatchObject({ uid: 2900 });
  });

  test('links elsewhere where someone wants it', () => {
    const store = createMessageStore(({ messageId }) => `https://mail.example/${messageId}`);
    store.add(view([1]), [known(1)]);
    expect(store.overview([view([1])], 1)).toMatchObject([{ link: 'https://mail.example/<1@example.org>' }]);
  });
});
