import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INFOS } from '../../../src/core/answer/api-vocabulary';
import { loadSetup } from '../../../src/gateway/config/load';
import { readCommand } from '../../../src/gateway/config/options';
import { isPasswordOf } from '../../../src/gateway/services/credentials';
import { temporaryFolder } from '../folder';

const MAILBOX = '[[mailbox]]\naddress = "jean@orange.fr"\npassword = "s3cret"\n';

const STATS = { id: 'stats', name: 'Mail statistics', password: 'a-long-random-password' };

/** Loads a config file with one mailbox and this text before it. */
async function load(text: string) {
  const path = join(await temporaryFolder(), 'gateway.toml');
  await writeFile(path, `${text}\n${MAILBOX}`, { mode: 0o600 });
  const command = readCommand(['--config', path]);
  if (command.kind !== 'run') throw new Error(command.kind);
  return loadSetup(command, {});
}

const serviceText = (settings: object) =>
  [
    '[[service]]',
    ...Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].join('\n');

describe('a service', () => {
  test('needs an id, a name and a password', async () => {
    const { services } = await load(serviceText(STATS));
    expect(services).toHaveLength(1);
    expect(services[0]).toMatchObject({
      id: 'stats',
      name: 'Mail statistics',
      site: undefined,
      logo: undefined,
      infos: INFOS,
      redirects: [],
      standing: 'approved',
    });
    expect(isPasswordOf({ id: 'stats', password: STATS.password }, services[0]?.passwordHash ?? '')).toBe(
      true,
    );
  });

  test('can have every setting', async () => {
    const folder = await temporaryFolder();
    const [logo, secret] = [join(folder, 'logo.svg'), join(folder, 'password')];
    await writeFile(logo, '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>');
    await writeFile(secret, `${STATS.password}\n`, { mode: 0o600 });
    const { id, name } = STATS;
    const redirect = ['https://stats.example.org/back', 'http://127.0.0.1:8400/'];
    const url = 'https://stats.example.org/';
    const infos = ['NoSMS', 'NoEMails'];
    const { services } = await load(
      serviceText({ id, name, 'password-file': secret, url, logo, infos, redirect }),
    );
    expect(services[0]).toMatchObject({
      site: url,
      logo: { type: 'image/svg+xml' },
      infos: ['NoEMails', 'NoSMS'],
      redirects: redirect,
    });
  });

  test.each<[object, RegExp]>([
    [{ id: undefined }, /service 1: it has no id/],
    [{ id: 'Stats' }, /service 1: its settings: id is "Stats": give it 3 to 40 small letters/],
    [{ id: 'facteur' }, /id is "facteur"/],
    [{ name: undefined }, /service 1: it has no name/],
    [{ name: 'a\u202eb' }, /name is .*: give it a name of 1 to 60 characters/],
    [{ password: undefined }, /give it a password of at least 16 characters/],
    [
      { password: 'short' },
      /^service 1: give it a password of at least 16 characters, or a password-file with one$/,
    ],
    [{ url: 'stats.example.org' }, /url is "stats.example.org": give it the address of its website/],
    [{ redirect: ['http://a.example/'] }, /redirect is .*: give it an https address without #/],
    [{ infos: ['NoFax'] }, /infos is .*: give it one of NoEMails/],
    [{ logo: '/nowhere.png' }, /can’t read the logo \/nowhere.png \(ENOENT\)/],
    [{ logo: '/etc/passwd' }, /the logo \/etc\/passwd can’t be used: give a PNG/],
    [{ rate: 1 }, /"rate" is not a setting/],
  ])('with %j is refused', async (changes, message) => {
    const settings = Object.entries({ ...STATS, ...changes }).filter(([, value]) => value !== undefined);
    await expect(load(serviceText(Object.fromEntries(settings)))).rejects.toThrow(message);
  });

  test('can’t have the id of another one', async () => {
    const twice = `${serviceText(STATS)}\n${serviceText(STATS)}`;
    await expect(load(twice)).rejects.toThrow('two services have the id stats: give each its own id');
    await expect(load('[service]\nid = "stats"')).rejects.toThrow(
      'begin each service with a line [[service]]',
    );
  });
});

describe('the API Manager', () => {
  test('has no test account beside a user of that name', async () => {
    const text = '[manager]\ntest-account = true\n[[mailbox]]\naddress = "a@orange.fr"\npassword = "x"\n';
    await expect(load(`${text}[mailbox.sign-in]\nuser = "demo"\npassword = "x"`)).rejects.toThrow(
      'the test account’s user is demo: give your mailbox another user in [mailbox.sign-in]',
    );
  });

  test('is for the program’s link alone until the config file says more', async () => {
    expect((await load('')).manager).toEqual({ operators: [], autoApprove: false, testAccount: false });
    const text = '[manager]\nusers = ["jean@orange.fr"]\nauto-approve = true\ntest-account = true';
    expect((await load(text)).manager).toEqual({
      operators: ['jean@orange.fr'],
      autoApprove: true,
      testAccount: true,
    });
  });

  test.each([
    [
      '[manager]\nuser = "jean"',
      /\[manager\]: "user" is not a setting: use users, auto-approve, test-account/,
    ],
    ['[manager]\nauto-approve = "yes"', /auto-approve is "yes": give it true/],
    ['[manager]\nusers = ["ann"]', /no mailbox has the sign-in user ann: use jean@orange.fr/],
    ['manager = 1', /put the API Manager’s settings after a line \[manager\]/],
  ])('is not set up by %j', async (text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });
});
