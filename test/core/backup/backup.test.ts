import { describe, expect, test } from 'vitest';
import { backupName, readBackup, writeBackup } from '../../../src/core/backup/backup';
import type { Choices } from '../../../src/core/settings/settings';
import { HOUR, makeAccount, NOW } from '../../make';

const CHOICES: Choices = {
  checkEvery: 10,
  vips: [{ sender: '@example.com', sound: 'bell' }],
  quietHours: [{ days: ['sat', 'sun'], from: '22:00', to: '08:00' }],
};
const home = makeAccount({
  token: 'hushed-token',
  signInPage: 'https://login.example/',
  webmail: 'https://webmail.example/',
  serviceId: 'facteur',
  servicePassword: ' hushed password ',
  notify: false,
  revision: 7,
});

const written = (withSecrets: boolean) => writeBackup(CHOICES, [home], withSecrets, NOW);
function contentOf(text: string) {
  const reading = readBackup(text);
  if (reading.kind !== 'backup') throw new Error(`not read: ${JSON.stringify(reading.why)}`);
  return reading.backup;
}
const file = (content: object) => JSON.stringify({ facteur: 1, ...content });

test('the file name contains the date', () => {
  expect(backupName(new Date(2026, 10, 5, 23, 59).getTime())).toBe('facteur-2026-11-05.json');
});

describe('an exported file', () => {
  test('is readable text', () => {
    expect(JSON.parse(written(false))).toEqual({
      facteur: 1,
      exportedAt: '2026-11-23T13:05:00.000Z',
      settings: CHOICES,
      accounts: [
        {
          name: 'Home',
          apiAddress: 'https://api.example/messages',
          signInPage: 'https://login.example/',
          webmail: 'https://webmail.example/',
          serviceId: 'facteur',
          notify: false,
        },
      ],
    });
    expect(written(false)).toContain('\n  "settings": {\n    "checkEvery": 10,\n');
  });

  test('contains tokens and passwords only on request', () => {
    expect(written(false)).not.toContain('hushed');
    expect(JSON.parse(written(true)).accounts[0]).toMatchObject({
      token: 'hushed-token',
      servicePassword: ' hushed password ',
    });
  });

  test('contains nothing from the organisation', () => {
    const preset = makeAccount({ id: 'managed-x', name: 'Work', token: 'work-token' });
    expect(JSON.parse(writeBackup({}, [preset, home], true, NOW))).toMatchObject({
      settings: {},
      accounts: [{ name: 'Home' }],
    });
  });

  test('is read back as it was written', () => {
    expect(contentOf(written(true))).toEqual({
      settings: CHOICES,
      accounts: [{ ...home, id: '', revision: 0 }],
      problems: [],
    });
    expect(contentOf(written(false)).accounts).toEqual([
      { ...home, id: '', revision: 0, token: '', servicePassword: '' },
    ]);
  });
});

describe('a file', () => {
  test.each([
    ['no JSON', 'facteur', 'importNotJson'],
    ['an empty one', '', 'importNotJson'],
    ['cut off', written(false).slice(0, -20), 'importNotJson'],
    ['a list', '[1]', 'importNotOurs'],
    ['null', 'null', 'importNotOurs'],
    ['somebody else’s', '{"version": 1, "settings": {}}', 'importNotOurs'],
    ['a version that is not a number', '{"facteur": "1"}', 'importNotOurs'],
    ['a version before the first', '{"facteur": 0}', 'importNotOurs'],
    ['a newer version', '{"facteur": 2, "settings": []}', 'importNewer'],
  ])('is rejected: %s', (_what, text, why) => {
    expect(readBackup(text)).toEqual({ kind: 'problem', why });
  });

  test('with unusable parts is read without them, and reports them', () => {
    const backup = contentOf(
      file({
        settings: { checkEvery: 0, countSms: false, colour: 'red' },
        accounts: [
          { name: 'Plain', apiAddress: 'http://api.example/' },
          'home',
          { name: 'Odd', apiAddress: 'https://api.example/', webmail: 'javascript:alert(1)', notify: 'yes' },
          { name: 'Spaced', apiAddress: 'https://b.example/', token: 'a b', password: 'x' },
        ],
        theme: 'dark',
      }),
    );
    expect(backup.settings).toEqual({ countSms: false });
    expect(backup.accounts).toEqual([
      makeAccount({ id: '', name: 'Odd', endpoint: 'https://api.example/', token: '' }),
      makeAccount({ id: '', name: 'Spaced', endpoint: 'https://b.example/', token: '' }),
    ]);
    expect(backup.problems.map(({ entry }) => entry).sort()).toEqual([
      'accounts[0].apiAddress',
      'accounts[1]',
      'accounts[2].notify',
      'accounts[2].webmail',
      'accounts[3].password',
      'accounts[3].token',
      'settings.checkEvery',
      'settings.colour',
      'theme',
    ]);
  });

  test('with parts of a wrong type is read without them', () => {
    const backup = contentOf(file({ settings: [], accounts: {} }));
    expect(backup).toEqual({
      accounts: [],
      problems: [
        { entry: 'settings', why: 'importExpectsSettings' },
        { entry: 'accounts', why: 'policyExpectsList' },
      ],
    });
  });

  test('with only unusable settings counts as one without settings', () => {
    expect(contentOf(file({ settings: { checkEvery: 0, colour: 'red' } })).settings).toBeUndefined();
    expect(contentOf(file({ settings: {} })).settings).toEqual({});
  });

  test('may contain an account without token and sign-in page', () => {
    const backup = contentOf(file({ accounts: [{ name: 'Home', apiAddress: 'https://api.example/' }] }));
    expect(backup).toMatchObject({ accounts: [{ name: 'Home', token: '' }], problems: [] });
  });

  test('keeps an account’s colour, badge, sound, interval, pause and folders', () => {
    const account = makeAccount({
      colour: '3',
      badge: 'new',
      sound: 'bell',
      checkEvery: 15,
      pausedUntil: NOW + HOUR,
      folders: ['INBOX', 'Lists'],
    });
    const backup = contentOf(writeBackup({}, [account], true, NOW));
    expect(backup).toMatchObject({ accounts: [{ ...account, id: '' }], problems: [] });
    expect(writeBackup({}, [makeAccount()], true, NOW)).not.toMatch(/colour|badge|pausedUntil/);
  });

  test('with unusable preferences of an account takes their defaults, and reports them', () => {
    const account = {
      name: 'Home',
      apiAddress: 'https://api.example/',
      colour: 'red',
      checkEvery: 99,
      folders: 1,
    };
    const backup = contentOf(file({ accounts: [account] }));
    expect(backup.accounts).toMatchObject([{ colour: '', checkEvery: 0, folders: [] }]);
    expect(backup.problems.map(({ entry }) => entry)).toEqual([
      'accounts[0].colour',
      'accounts[0].checkEvery',
      'accounts[0].folders',
    ]);
  });

  test('doesn’t change prototypes', () => {
    contentOf('{"facteur": 1, "settings": {"__proto__": {"checkEvery": 9}}, "accounts": [{"__proto__": 1}]}');
    expect(({} as { checkEvery?: number }).checkEvery).toBeUndefined();
  });
});
