import { describe, expect, test } from 'vitest';
import { backupName, readBackup, writeBackup } from '../../../src/core/backup/backup';
import type { Choices } from '../../../src/core/settings/settings';
import { makeAccount, NOW } from '../../make';

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

test('the file is named after the day', () => {
  expect(backupName(new Date(2026, 10, 5, 23, 59).getTime())).toBe('facteur-2026-11-05.json');
});

describe('an exported file', () => {
  test('is a text that people can read', () => {
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

  test('holds tokens and passwords only if asked', () => {
    expect(written(false)).not.toContain('hushed');
    expect(JSON.parse(written(true)).accounts[0]).toMatchObject({
      token: 'hushed-token',
      servicePassword: ' hushed password ',
    });
  });

  test('holds nothing that the organisation has set up', () => {
    const preset = makeAccount({ id: 'managed-x', name: 'Work', token: 'work-token' });
    expect(JSON.parse(writeBackup({}, [preset, home], true, NOW))).toMatchObject({
      settings: {},
      accounts: [{ name: 'Home' }],
    });
  });

  test('is read as it was written', () => {
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
    ['a version that is no number', '{"facteur": "1"}', 'importNotOurs'],
    ['a version before the first', '{"facteur": 0}', 'importNotOurs'],
    ['a newer version', '{"facteur": 2, "settings": []}', 'importNewer'],
  ])('is refused: %s', (_what, text, why) => {
    expect(readBackup(text)).toEqual({ kind: 'problem', why });
  });

  test('with parts that can’t be used is read without them, and they are named', () => {
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

  test('with parts of another shape is read without those', () => {
    const backup = contentOf(file({ settings: [], accounts: {} }));
    expect(backup).toEqual({
      accounts: [],
      problems: [
        { entry: 'settings', why: 'importExpectsSettings' },
        { entry: 'accounts', why: 'policyExpectsList' },
      ],
    });
  });

  test('with settings of which none can be used is read as one without settings', () => {
    expect(contentOf(file({ settings: { checkEvery: 0, colour: 'red' } })).settings).toBeUndefined();
    expect(contentOf(file({ settings: {} })).settings).toEqual({});
  });

  test('may name an account that needs a token and has no page to get one', () => {
    const backup = contentOf(file({ accounts: [{ name: 'Home', apiAddress: 'https://api.example/' }] }));
    expect(backup).toMatchObject({ accounts: [{ name: 'Home', token: '' }], problems: [] });
  });

  test('leaves the prototypes of objects alone', () => {
    contentOf('{"facteur": 1, "settings": {"__proto__": {"checkEvery": 9}}, "accounts": [{"__proto__": 1}]}');
    expect(({} as { checkEvery?: number }).checkEvery).toBeUndefined();
  });
});
