import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countMail } from '../../../../src/gateway/mailbox/imap/count-mail';
import type { FolderView } from '../../../../src/gateway/mailbox/imap/folder-view';

/** A folder with these ids. Those in capitals are of unread mail. Each `?` is an unread mail without an id. */
function folder(ids: string): FolderView {
  const known = ids.replaceAll('?', '');
  const unread = [...ids].filter(id => id !== id.toLowerCase() || id === '?').length;
  return {
    path: 'INBOX',
    validity: '1',
    emails: ids.length,
    unread,
    uids: [],
    emailIds: {
      all: new Map([...known].map((id, i) => [i + 1, id.toLowerCase()])),
      unread: [...known].filter(id => id !== id.toLowerCase()).map(id => id.toLowerCase()),
    },
  };
}

test.each<[string, readonly string[], number, number]>([
  ['mail of one folder', ['abC'], 3, 1],
  ['mail in three folders', ['ABc', 'Abd', 'A'], 4, 2],
  ['mail that is read in one of its folders', ['aB', 'AB', 'a'], 2, 2],
  ['mail that is read in all its folders', ['a', 'a'], 1, 0],
  ['two copies in one folder, of which another folder has one', ['AA', 'A'], 2, 2],
  ['more copies in the second folder', ['A', 'AAb'], 3, 2],
  ['mail without ids', ['??', '?'], 3, 3],
  ['mail with and without ids', ['A?', 'A?'], 3, 3],
  ['empty folders', ['', ''], 0, 0],
])('%s', (_what, folders, emails, unread) => {
  expect(countMail(folders.map(folder), 0)).toMatchObject({ emails, unread });
});

test('without ids of the server, each copy counts that the list doesn’t show to be one', () => {
  const { emailIds, ...bare } = folder('AAb');
  expect(countMail([bare, bare], 1)).toMatchObject({ emails: 6, unread: 3 });
});

test('reading mail never raises a count, and no count of unread mail is above that of all', () => {
  const letters = fc.constantFrom(...'abcABC?');
  const folders = fc.array(fc.string({ unit: letters, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(folders, fc.nat(), (before, where) => {
      const at = where % before.length;
      const after = before.with(
        at,
        (before[at] ?? '').replace(/[A-Z]/, it => it.toLowerCase()),
      );
      const [then, now] = [before, after].map(it => countMail(it.map(folder), 0));
      expect(now?.emails).toBe(then?.emails);
      expect(now?.unread).toBeLessThanOrEqual(then?.unread ?? 0);
      expect(then?.unread).toBeLessThanOrEqual(then?.emails ?? 0);
    }),
  );
});
