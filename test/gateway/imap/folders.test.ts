import { describe, expect, test } from 'vitest';
import { highestOf } from '../../../src/gateway/imap/folder-view';
import { chooseFolders, type Folder } from '../../../src/gateway/imap/folders';

function folder(path: string, specialUse?: string, delimiter = '/', flag = '\\HasNoChildren'): Folder {
  return { path, delimiter, flags: new Set([flag]), ...(specialUse && { specialUse }) };
}

const FOLDERS: readonly Folder[] = [
  folder('INBOX', '\\Inbox'),
  folder('Archive', '\\Archive'),
  folder('Spam', '\\Junk'),
  folder('Spam/Old'),
  folder('Trash', '\\Trash'),
  folder('Sent', '\\Sent'),
  folder('Drafts', '\\Drafts'),
  folder('Everything', '\\All'),
  folder('Lists', undefined, '/', '\\Noselect'),
  folder('Lists/node'),
  folder('Lists/vite'),
  folder('Réseau'),
];

const choose = (...wanted: string[]) => chooseFolders(FOLDERS, wanted);

test.each([
  [['inbox'], ['INBOX']],
  [
    ['Réseau', 'INBOX'],
    ['Réseau', 'INBOX'],
  ],
  [['réseau'], ['Réseau']],
  [['\\archive'], ['Archive']],
  [['Lists/*'], ['Lists/node', 'Lists/vite']],
  [['*'], ['INBOX', 'Archive', 'Lists/node', 'Lists/vite', 'Réseau']],
  [
    ['Spam', 'Trash', '\\Sent'],
    ['Spam', 'Trash', 'Sent'],
  ],
  [
    ['Lists/vite', 'Lists/*', 'INBOX', 'Inbox'],
    ['Lists/vite', 'Lists/node', 'INBOX'],
  ],
])('%j are %j', (wanted, paths) => {
  expect(choose(...wanted)).toEqual(paths);
});

test('a server may keep the levels apart by something else, and all folders within the inbox', () => {
  const list = [folder('INBOX', '\\Inbox', '.'), folder('INBOX.Work.Clients', undefined, '.')];
  expect(chooseFolders(list, ['Work/Clients'])).toEqual(['INBOX.Work.Clients']);
  expect(chooseFolders(list, ['INBOX/Work/*'])).toEqual(['INBOX.Work.Clients']);
  expect(chooseFolders(list, ['INBOX.Work.Clients'])).toEqual(['INBOX.Work.Clients']);
});

describe('a folder that isn’t there', () => {
  test.each(['Lists', 'Factures', 'Factures/*', '\\Important'])('%j is told with those that are', name => {
    expect(() => choose('INBOX', name)).toThrow(
      expect.objectContaining({
        trouble: 'noFolder',
        message: expect.stringContaining(
          `there is no folder ${JSON.stringify(name)}, but "INBOX", "Archive"`,
        ),
      }),
    );
  });

  test('of a hundred others, twenty are told', () => {
    const list = Array.from({ length: 100 }, (_, i) => folder(`Folder ${i}`));
    expect(() => chooseFolders(list, ['x'])).toThrow(/"Folder 19" and others$/);
  });
});

test.each([
  ['1:5', 3, [5, 4, 3]],
  ['1,3,9', 5, [9, 3, 1]],
  ['7:9,1:2,4', 4, [9, 8, 7, 4]],
  ['9:7', 2, [9, 8]],
  ['1:4294967295', 2, [4_294_967_295, 4_294_967_294]],
  ['', 2, []],
  ['x,*,1:*,-3,0', 2, []],
])('the highest of %j, %i at most, are %j', (set, limit, numbers) => {
  expect(highestOf(set, limit)).toEqual(numbers);
});
