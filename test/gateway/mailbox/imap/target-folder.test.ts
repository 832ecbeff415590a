import { expect, test } from 'vitest';
import type { Folder } from '../../../../src/gateway/mailbox/imap/folders';
import {
  chooseTarget,
  type Namespaces,
  type TargetUse,
} from '../../../../src/gateway/mailbox/imap/target-folder';

/** `[\\Archive] Old` is a folder with that flag. */
const folderOf = (text: string, delimiter: string): Folder => {
  const [, flags = '', path = ''] = /^(?:\[(.*?)\] )?(.*)$/.exec(text) ?? [];
  return { path, delimiter, flags: new Set(flags.split(' ').filter(Boolean)) };
};
const choose = (
  use: TargetUse,
  list: readonly string[],
  { isGmail = false, delimiter = '/', namespaces = {} as Namespaces } = {},
) =>
  chooseTarget(
    list.map(text => folderOf(text, delimiter)),
    use,
    isGmail,
    namespaces,
  );

test.each<[TargetUse, readonly string[], string | undefined]>([
  ['\\Archive', ['INBOX', 'Archive', '[\\Archive] Old'], 'Old'],
  ['\\Archive', ['INBOX', '[\\ARCHIVE] Old'], 'Old'],
  ['\\Archive', ['INBOX', 'Work/Archive', 'Archives'], 'Archives'],
  ['\\Archive', ['INBOX', 'Archiv'], 'Archiv'],
  ['\\Archive', ['INBOX', '[\\Noselect] Archive'], undefined],
  ['\\Archive', ['INBOX', '[\\NonExistent \\Archive] Archive'], undefined],
  ['\\Archive', ['INBOX', '[\\All] Everything'], undefined],
  ['\\Archive', ['INBOX', 'Work'], undefined],
  ['\\Archive', ['INBOX', 'Clients/Archive'], undefined],
  ['\\Archive', ['INBOX', 'INBOX/Clients/Archive', 'INBOX/Archive'], 'INBOX/Archive'],
  ['\\Trash', ['INBOX', 'Deleted Items', '[\\Trash] Bin'], 'Bin'],
  ['\\Trash', ['INBOX', 'Corbeille'], 'Corbeille'],
  ['\\Trash', ['INBOX', 'Coș de gunoi'], 'Coș de gunoi'],
  ['\\Trash', ['INBOX', 'Trash/Old', 'Trash'], 'Trash'],
])('the folder for %s of %j is %s', (use, list, target) => {
  expect(choose(use, list)).toBe(target);
});

test('no mail is moved to a folder of other people', () => {
  const namespaces = {
    personal: [{ prefix: '' }],
    other: [{ prefix: 'shared/' }],
    shared: [{ prefix: 'public/' }],
  };
  const theirs = ['INBOX', '[\\Trash] shared/anna/Trash', '[\\Trash] public/Trash', 'shared/Trash'];
  expect(choose('\\Trash', theirs, { namespaces })).toBeUndefined();
  expect(choose('\\Trash', [...theirs, 'Trash'], { namespaces })).toBe('Trash');
});

test('where own folders have a prefix, those without it are other people’s', () => {
  const namespaces = {
    personal: [{ prefix: 'INBOX.' }],
    other: [{ prefix: 'user.' }],
    shared: [{ prefix: '' }],
  };
  const list = ['INBOX', 'Trash', 'user.anna.Trash'];
  expect(choose('\\Trash', list, { delimiter: '.', namespaces })).toBeUndefined();
  expect(choose('\\Trash', [...list, 'INBOX.Trash'], { delimiter: '.', namespaces })).toBe('INBOX.Trash');
});

test('where all folders lie in the inbox, the outermost of that name is used', () => {
  const list = ['INBOX', 'INBOX.Work.Trash', 'INBOX.Trash'];
  expect(choose('\\Trash', list, { delimiter: '.' })).toBe('INBOX.Trash');
});

test('Gmail archives to All Mail, whatever labels there are', () => {
  const list = ['INBOX', 'Archive', '[\\All] [Gmail]/All Mail', '[\\Trash] [Gmail]/Bin'];
  expect(choose('\\Archive', list, { isGmail: true })).toBe('[Gmail]/All Mail');
  expect(choose('\\Trash', list, { isGmail: true })).toBe('[Gmail]/Bin');
});
