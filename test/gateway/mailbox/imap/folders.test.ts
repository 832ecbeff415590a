import { describe, expect, test } from 'vitest';
import { chooseFolders, type Folder } from '../../../../src/gateway/mailbox/imap/folders';
import { MailboxError } from '../../../../src/gateway/mailbox/mailbox';

const folder = (path: string, specialUse?: string, flags: string[] = [], delimiter = '/'): Folder => ({
  path,
  delimiter,
  flags: new Set(flags),
  specialUse,
});

const FOLDERS = [
  folder('INBOX', '\\Inbox'),
  folder('Lists', undefined, ['\\Noselect']),
  folder('Lists/One'),
  folder('Lists/Two'),
  folder('Old', '\\Archive'),
  folder('Bin', '\\Trash'),
  folder('Bin/Kept'),
  folder('Spam', '\\Junk'),
  folder('Sent', '\\Sent'),
  folder('Drafts', '\\Drafts'),
  folder('All', '\\All'),
  folder('Starred', '\\Flagged'),
  folder('Binder'),
  folder('Réseau'),
  folder('Gone', undefined, ['\\NONEXISTENT']),
];

test.each<[string, string[], string[]]>([
  ['the inbox in any case', ['inbox'], ['INBOX']],
  ['a name', ['Lists/One'], ['Lists/One']],
  ['a name in another case', ['lists/ONE'], ['Lists/One']],
  ['a name beyond ASCII in another case', ['réSEAU'], ['Réseau']],
  ['a special use', ['\\Archive'], ['Old']],
  ['a special use in another case', ['\\archive'], ['Old']],
  ['Trash, by its special use', ['\\Trash'], ['Bin']],
  ['Trash, by its name', ['Bin'], ['Bin']],
  ['a pattern', ['Lists/*'], ['Lists/One', 'Lists/Two']],
  [
    'all folders except the left-out ones',
    ['*'],
    ['INBOX', 'Lists/One', 'Lists/Two', 'Old', 'Binder', 'Réseau'],
  ],
  ['a pattern for part of a name', ['Bi*'], ['Binder']],
  ['the given order', ['Old', 'inbox', 'Lists/One'], ['Old', 'INBOX', 'Lists/One']],
  [
    'no duplicates',
    ['Lists/Two', 'Lists/*', 'LISTS/two', 'INBOX', 'Inbox'],
    ['Lists/Two', 'Lists/One', 'INBOX'],
  ],
])('%s', (_what, wanted, paths) => {
  expect(chooseFolders(FOLDERS, wanted)).toEqual(paths);
});

test.each(['Work/Clients', 'work/clients', 'Work.Clients', 'Work/*'])(
  '%s is found with any separator of the server',
  name => {
    const dotted = [folder('Work.Clients', undefined, [], '.'), folder('Other', undefined, [], '.')];
    expect(chooseFolders(dotted, [name])).toEqual(['Work.Clients']);
  },
);

test('a pattern leaves out folders in the trash, with any separator', () => {
  const dotted = [
    folder('INBOX.Trash', '\\Trash', [], '.'),
    folder('INBOX.Trash.Old', undefined, [], '.'),
    folder('INBOX.Trashy', undefined, [], '.'),
  ];
  expect(chooseFolders(dotted, ['*'])).toEqual(['INBOX.Trashy']);
});

test('an exact name beats a name in another case', () => {
  expect(chooseFolders([folder('work'), folder('Work')], ['Work'])).toEqual(['Work']);
});

test.each(['Bills', 'bills', 'INBOX/Bills', 'INBOX.Bills', 'INBOX/Bi*'])(
  '%s is found inside the inbox',
  name => {
    const within = [folder('INBOX', undefined, [], '.'), folder('INBOX.Bills', undefined, [], '.')];
    expect(chooseFolders(within, [name])).toEqual(['INBOX.Bills']);
  },
);

test('folders are found on a server without levels', () => {
  const flat = [folder('INBOX', undefined, [], ''), folder('a/b', undefined, [], '')];
  expect(chooseFolders(flat, ['a/b'])).toEqual(['a/b']);
  expect(chooseFolders(flat, ['*'])).toEqual(['INBOX', 'a/b']);
});

test('without levels, a folder whose name begins like the trash isn’t inside it', () => {
  const flat = [folder('Bin', '\\Trash', [], ''), folder('Binder', undefined, [], '')];
  expect(chooseFolders(flat, ['*'])).toEqual(['Binder']);
});

test.each(['\\Important', '\\All', '\\Flagged', '\\JUNK'])(
  'a pattern leaves out folders with the flag %s, however many there are',
  flag => {
    const marked = [folder('One', undefined, [flag]), folder('Two', undefined, [flag]), folder('Three')];
    expect(chooseFolders(marked, ['*'])).toEqual(['Three']);
    expect(chooseFolders(marked, ['Two', flag])).toEqual(['Two', 'One']);
  },
);

describe('on a server without special uses, a pattern leaves out all folders with the usual names of', () => {
  test.each<[string, string]>([
    ['Junk', 'Junk, Junk E-mail, Spam, Bulk Mail, Bulk'],
    ['Sent', 'Sent, Sent Items, Sent Messages, Sent Mail, Outbox'],
    ['Trash', 'Trash, Deleted, Deleted Items, Deleted Messages, Bin'],
    ['Drafts', 'Drafts, Draft, DRAFTS'],
    [
      'German providers',
      'Spamverdacht, Gesendet, Gesendete Objekte, Papierkorb, Gelöschte Elemente, Entwürfe, Postausgang',
    ],
    [
      'French providers',
      'Courrier indésirable, QUARANTAINE, Éléments envoyés, Messages envoyés, Corbeille, Éléments supprimés, Brouillons',
    ],
    [
      'Spanish providers',
      'Correo no deseado, Enviados, Elementos enviados, Papelera, Eliminados, Borradores',
    ],
    ['Polish providers', 'Śmieci, Niechciane, Wysłane, Elementy wysłane, Kosz, Usunięte, Szkice, Robocze'],
    [
      'Romanian providers',
      'Mesaje nedorite, Trimise, Mesaje trimise, Coșul de gunoi, Coş de gunoi, Şterse, Ciorne, Schiţe',
    ],
    [
      'Arabic providers',
      'البريد العشوائي, البريد غير الهام, المرسل, العناصر المرسلة, المهملات, سلة المهملات, المسودات, مسودة',
    ],
  ])('%s', (_whose, names) => {
    const unwanted = names.split(', ').map(name => folder(name));
    expect(chooseFolders([...unwanted, folder('Famille')], ['*'])).toEqual(['Famille']);
  });

  test('them inside the inbox, and all folders inside them', () => {
    const dotted = ['INBOX.Sent', 'INBOX.Sent.2025', 'INBOX.Sentinel', 'INBOX.Éléments envoyés'];
    const list = dotted.map(path => folder(path.normalize('NFD'), undefined, [], '.'));
    expect(chooseFolders(list, ['INBOX/*'])).toEqual(['INBOX.Sentinel']);
  });
});

test.each(['Archive', 'Lists', 'Sent to clients', 'Spam tests', 'Travail', 'Binder', 'Facturas'])(
  'a pattern keeps the folder %s',
  name => {
    expect(chooseFolders([folder(name), folder('Sent')], ['*'])).toEqual([name]);
  },
);

test('a folder is watched under its exact name, whatever the name', () => {
  const usual = ['Sent Items', 'Spam', 'Papierkorb'].map(name => folder(name));
  expect(chooseFolders([...usual, folder('Work')], ['*', 'Spam', 'papierkorb'])).toEqual([
    'Work',
    'Spam',
    'Papierkorb',
  ]);
});

test('a usual name says nothing on a server that marks the folder of that use', () => {
  const marked = [folder('Corbeille', '\\Trash', ['\\Trash']), folder('Bin'), folder('Spam')];
  expect(chooseFolders(marked, ['*'])).toEqual(['Bin']);
});

test('folders inside an excluded folder that can’t be selected are left out', () => {
  const list = [folder('Spam', '\\Junk', ['\\Junk', '\\Noselect']), folder('Spam/Old'), folder('Work')];
  expect(chooseFolders(list, ['*'])).toEqual(['Work']);
});

describe('a missing folder', () => {
  function failure(folders: readonly Folder[], wanted: string): MailboxError {
    try {
      throw new Error(`found ${chooseFolders(folders, ['INBOX', wanted])}`);
    } catch (error) {
      if (error instanceof MailboxError) return error;
      throw error;
    }
  }

  test.each(['Lists', 'Gone', 'One', 'Lists/*/x', '\\Important', 'Nothing/*', ''])('%j', name => {
    expect(failure(FOLDERS, name)).toMatchObject({ trouble: 'noFolder' });
  });

  test('is an error that lists the existing folders', () => {
    const folders = [folder('INBOX', undefined, [], '.'), folder('Été.Mer', undefined, [], '.')];
    expect(failure(folders, 'Bills').message).toBe(
      'there is no folder "Bills"; there are "INBOX", "Été/Mer"',
    );
  });

  test.each([
    [20, '"F19"'],
    [21, '"F19" and others'],
  ])('is an error that lists at most 20 of %i folders', (count, end) => {
    const folders = Array.from({ length: count }, (_, i) => folder(`F${i}`));
    const { message } = failure(folders, 'Bills');
    expect(message.endsWith(`"F18", ${end}`)).toBe(true);
  });
});
