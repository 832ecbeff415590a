import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEMO_USER } from '../../../src/gateway/access/accounts';
import { createConsents } from '../../../src/gateway/access/consent';
import type { GatewayOptions } from '../../../src/gateway/server/open-gateway';
import { FACTEUR } from '../../../src/gateway/services/service';
import { StartupError } from '../../../src/gateway/shared/startup-error';
import { readOrCreateKey } from '../../../src/gateway/state/key-file';
import { HAS_MODES } from '../../../src/gateway/state/private-file';
import { defaultStateFolder, inStateFolder } from '../../../src/gateway/state/state-folder';
import { openSecret, openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import {
  callFor,
  EXTENSION,
  namesIn,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  signInByHand,
  submit,
  visit,
} from '../open-gateway';

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

async function open(state: string, options: Partial<GatewayOptions> = {}): Promise<OpenGateway> {
  const gateway = await openGateway({ state, ...options });
  onTestFinished(() => gateway.close());
  return gateway;
}

const refused = (folder: string) => expect(openStore({ state: folder })).rejects;

test.each([
  ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/facteur'],
  ['linux', { XDG_STATE_HOME: 'relative' }, join(homedir(), '.local/state/facteur')],
  ['linux', {}, join(homedir(), '.local/state/facteur')],
  ['darwin', {}, join(homedir(), 'Library/Application Support/facteur')],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/facteur'],
] as const)('the state folder on %s with %j is %s', (platform, env, folder) => {
  expect(defaultStateFolder(env, platform)).toBe(normalize(folder));
});

/** Nothing can be stored here, even by root, until it is mended. */
async function spoil(folder: string): Promise<() => Promise<void>> {
  await rename(folder, `${folder} before`);
  await writeFile(folder, '');
  return async () => {
    await rm(folder);
    await rename(`${folder} before`, folder);
  };
}

describe('the first start', () => {
  test('creates a folder and a key', async () => {
    const folder = join(await temporaryFolder(), 'a', 'state');
    const { secret } = await openStore({ state: folder });
    expect(secret).toHaveLength(32);
    expect(await readFile(join(folder, 'key'), 'utf8')).toBe(`${secret.toString('base64url')}\n`);
  });

  test('of twenty gateways at once creates one key', async () => {
    const folder = await temporaryFolder();
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => readOrCreateKey(join(folder, 'key'), '')),
    );
    expect(new Set(keys.map(key => key.toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['key']);
  });
});

describe('the key', () => {
  const commandIn = (folder: string, keyFile?: string) =>
    expect(openStore({ state: folder, keyFile, isCommand: true })).rejects;

  test('is made by no command', async () => {
    const folder = join(await temporaryFolder(), 'state');
    await commandIn(folder).toThrow(`there is no key file ${join(folder, 'key')}: start the gateway`);
    expect(await readdir(folder)).toEqual([]);
  });

  test('is never made where a setting names its file', async () => {
    const folder = await temporaryFolder();
    const keyFile = join(folder, 'shared-key');
    const advice = `there is no key file ${keyFile}: copy it from another gateway with the same database`;
    await commandIn(folder, keyFile).toThrow(advice);
    await expect(openStore({ state: folder, keyFile, isGateway: true })).rejects.toThrow(advice);
    expect((await readdir(folder)).filter(name => name.includes('key'))).toEqual([]);
  });

  test('is not made anew for records that move to a database', async () => {
    const folder = await temporaryFolder();
    const store = await openStore({ state: folder });
    await store.generations.change('anna', () => ({ record: 1, result: undefined }));
    await rm(join(folder, 'key'));
    const databaseUrl = 'postgresql://127.0.0.1:1/facteur';
    await expect(openStore({ state: folder, databaseUrl, isGateway: true })).rejects.toThrow(
      /^there is no key file \S+: copy it from another gateway/,
    );
  });

  test('that is damaged has to be copied, where gateways share a database', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key'), 'short', { mode: 0o600 });
    await expect(
      openSecret({ state: folder, databaseUrl: 'postgresql://127.0.0.1:1/facteur' }),
    ).rejects.toThrow(
      /contains no key: copy it from another gateway with the same database, or restore it from a backup$/,
    );
  });
});

test.each([
  ['ENOSPC', 'the disk is full: make room'],
  ['EDQUOT', 'this user may not store more on the disk: make room'],
  ['EACCES', 'give this user write permission'],
])('%s at the start has its advice', async (code, advice) => {
  const folder = await temporaryFolder();
  const open = () => Promise.reject(Object.assign(new Error(), { code }));
  await expect(inStateFolder(folder, open)).rejects.toThrow(
    `can’t keep state in ${folder} (${code}): ${advice}`,
  );
});

describe('a restart', () => {
  test('keeps tokens, sessions and links', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const { token, cookie } = await signInByHand(first);
    const link = new URL(await privacyAddress(first, token));
    await first.close();

    const second = await open(folder);
    expect(namesIn((await callFor(second, 'NoSMS', token)).xml, 'UserAuthorizedData')).toEqual(['NoSMS']);
    expect((await visit(second, '/mail', { headers: { cookie } })).status).toBe(200);
    expect((await visit(second, link.pathname + link.search)).status).toBe(200);
  });

  test('with a new key ends tokens, sessions and links', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const { token } = await signInByHand(first);
    await first.close();
    await rm(join(folder, 'key'));
    expect((await callFor(await open(folder), 'NoSMS', token)).text).toContain('<code>102</code>');
  });

  test('keeps the users’ choices', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const { token } = await signInByHand(first);
    const page = await pageOf(await visit(first, await privacyAddress(first, token)));
    await submit(first, page, { NoEMails: 'withheld', choice: 'save' });
    await first.close();

    const second = await open(folder);
    const { xml } = await callFor(second, 'NoEMails,NoSMS', token);
    expect(namesIn(xml, 'UserProtectedData')).toEqual(['NoEmails']);
    const again = await pageOf(await visit(second, await privacyAddress(second, token)));
    await submit(second, again, { choice: 'refuse' });
    await second.close();

    expect((await callFor(await open(folder), 'NoSMS', token)).response.status).toBe(500);
  });
});

test('choices that version 1.0.0 stored are about Facteur, and stay when the file is written anew', async () => {
  const folder = await temporaryFolder();
  const users = [
    { user: 'demo', refused: false, withheld: ['NoSMS'] },
    { user: 'anna', refused: true, withheld: [] },
  ];
  const text = JSON.stringify({ version: 1, users });
  await writeFile(join(folder, 'consents.json'), text, { mode: 0o600 });
  const gateway = await open(folder);
  const { token } = await signInByHand(gateway);
  const { xml } = await callFor(gateway, 'NoSMS,NoEMails', token);
  expect(namesIn(xml, 'UserProtectedData')).toEqual(['NoSMS']);

  const page = await pageOf(await visit(gateway, await privacyAddress(gateway, token)));
  await submit(gateway, page, { NoEMails: 'withheld', choice: 'save' });
  const { consents } = await openStore({ state: folder });
  expect((await consents.get('anna'))?.get(FACTEUR.id)?.refused).toBe(true);
  expect((await consents.get('demo'))?.get(FACTEUR.id)?.choices.get('NoEMails')).toBe('withheld');
});

describe('the gateway doesn’t start', () => {
  test.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(43)}\nmore`, '\0'.repeat(43)])(
    'with the key file %j, and doesn’t change it',
    async text => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'key'), text, { mode: 0o600 });
      await refused(folder).toThrow(/^the key file \S+ contains no key: restore it from a backup/);
      expect(await readFile(join(folder, 'key'), 'utf8')).toBe(text);
    },
  );

  const valid = { user: 'demo', refused: true, withheld: ['NoSMS'] };
  const chosen = { user: 'demo', service: 'facteur', refused: true, choices: { NoSMS: 'once' } };
  test.each<[string, unknown]>([
    ['no text', ''],
    ['half a file', '{"version":1,"users":[{"user":"demo","refused":tr'],
    ['null', null],
    ['no list of users', { version: 1 }],
    ['no version', { users: [valid] }],
    ['a user without a choice', { version: 1, users: [{ user: 'demo' }] }],
    ['a refusal that isn’t a boolean', { version: 1, users: [{ ...valid, refused: 'true' }] }],
    ['an unknown info', { version: 1, users: [{ ...valid, withheld: ['NoFax'] }] }],
    ['an unknown choice', { version: 2, users: [{ ...chosen, choices: { NoSMS: 'often' } }] }],
    ['a service that isn’t a text', { version: 2, users: [{ ...chosen, service: 1 }] }],
    ['no choices', { version: 2, users: [{ user: 'demo', service: 'facteur', refused: true }] }],
    ['a service twice', { version: 2, users: [chosen, chosen] }],
    ['a user twice', { version: 1, users: [valid, { ...valid, refused: false }] }],
  ])('with %s in the consent file, and doesn’t change it', async (_what, content) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'consents.json');
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(path, text, { mode: 0o600 });
    await refused(folder).toThrow(/^the consent file \S+ is damaged: restore it from a backup/);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('with the consent file of a newer version', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'consents.json'), '{"version":3}', { mode: 0o600 });
    await refused(folder).toThrow(/written by a newer gateway: use that version/);
  });

  test('if the state folder is a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await refused(file).toThrow(/^\S+ is not a folder: .*--state$/);
    await refused(join(file, 'below')).toThrow(StartupError);
  });

  test.runIf(process.platform === 'linux').each(['/proc/facteur', '/proc/self/facteur/below', '/dev/null'])(
    'with the state folder %s',
    async folder => {
      await refused(folder).toThrow(StartupError);
    },
  );

  test.runIf(HAS_MODES)('if the state folder or a file in it is a pipe', async () => {
    const folder = await temporaryFolder();
    const makePipe = (name: string) =>
      promisify(execFile)('mkfifo', ['-m', '600', join(folder, name)]).then(() => join(folder, name));
    await refused(await makePipe('pipe')).toThrow(/^\S+ is not a folder/);
    for (const name of ['key', 'consents.json', 'last-asked.json']) {
      const path = await makePipe(name);
      await refused(folder).toThrow(/^the .* is not a regular file: remove it/);
      await rm(path);
    }
  });
});

describe.runIf(HAS_MODES)('on a system with file modes', () => {
  test('only the owner can access the folder and its files', async () => {
    const folder = join(await temporaryFolder(), 'state');
    const { consents } = await openStore({ state: folder });
    await createConsents(FACTEUR.id, consents).refuse('demo', FACTEUR.id);
    const [name = ''] = await readdir(join(folder, 'consents'));
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(join(folder, 'key'))).toBe('600');
    expect(await modeOf(join(folder, 'consents', name))).toBe('600');
  });

  test.each([0o640, 0o604, 0o620, 0o660, 0o666])('a key file of mode %o is an error', async mode => {
    const folder = await temporaryFolder();
    await readOrCreateKey(join(folder, 'key'), '');
    await chmod(join(folder, 'key'), mode);
    await refused(folder).toThrow(/^the key file \S+ is open to other users \(mode 06\d\d\): .*chmod 600/);
  });

  test('a consent file that others may write is an error', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'consents.json'), '{"version":1,"users":[]}');
    await chmod(join(folder, 'consents.json'), 0o622);
    await refused(folder).toThrow(/^the consent file \S+ is open to other users/);
  });

  test('a folder that others may write to is an error', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o770);
    await refused(folder).toThrow(/^other users may write to the folder \S+: run chmod 700/);
  });
});

test('a sign-in whose token can’t be stored says so, and keeps the extension’s window open', async () => {
  const folder = await temporaryFolder();
  const gateway = await open(folder);
  await spoil(join(folder, 'tokens'));
  const flow = `/sign-in?${new URLSearchParams({ redirect_uri: EXTENSION })}`;
  const inWindow = await submit(gateway, await pageOf(await visit(gateway, flow)));
  expect(inWindow.status).toBe(200);
  expect((await pageOf(inWindow)).querySelector('h1')?.textContent).toBe('You aren’t signed in');
  expect((await submit(gateway, await pageOf(await visit(gateway, '/sign-in')))).status).toBe(500);
});

describe('a choice', () => {
  test('that can’t be stored doesn’t apply, and the page says so', async () => {
    const folder = await temporaryFolder();
    const gateway = await open(folder);
    const { token } = await signInByHand(gateway);
    const address = await privacyAddress(gateway, token);
    await submit(gateway, await pageOf(await visit(gateway, address)), { choice: 'refuse' });
    const page = await pageOf(await visit(gateway, address));
    const mend = await spoil(join(folder, 'consents'));
    const inWindow = await submit(gateway, page, { choice: 'save', urlRetour: EXTENSION });
    expect(inWindow.status).toBe(200);
    expect((await pageOf(inWindow)).querySelector('h1')?.textContent).toBe('Your choice wasn’t saved');
    const failed = await submit(gateway, page, { choice: 'save' });
    expect(failed.status).toBe(500);
    expect((await pageOf(failed)).querySelector('h1')?.textContent).toBe('Your choice wasn’t saved');
    const french = await submit(gateway, page, { choice: 'save' }, { 'accept-language': 'fr' });
    expect((await pageOf(french)).querySelector('h1')?.textContent).toBe(
      'Votre choix n’a pas été enregistré',
    );
    expect((await callFor(gateway, 'NoSMS', token)).response.status).toBe(500);

    await mend();
    expect((await submit(gateway, page, { choice: 'save' })).status).toBe(303);
    expect((await callFor(gateway, 'NoSMS', token)).response.status).toBe(200);
  });
});

test('while the services can’t be read, Facteur goes on and no service is let in', async () => {
  const folder = await temporaryFolder();
  const gateway = await open(folder);
  await openStore({ state: folder }).then(({ services }) =>
    services.change('stats', () => ({ record: { ...FACTEUR, id: 'stats' }, result: undefined })),
  );
  const [name = ''] = await readdir(join(folder, 'services'));
  await writeFile(join(folder, 'services', name), '{"version":1', { mode: 0o600 });
  const { token } = await signInByHand(gateway);
  const { response } = await callFor(gateway, 'NoSMS', token);
  expect(response.status).toBe(200);
  const authorization = `Basic ${Buffer.from('stats:x').toString('base64')}`;
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoSMS', token });
  const refused = await visit(gateway, `/PersonalMessages/V2?${query}`, { headers: { authorization } });
  expect(await refused.text()).toContain('<code>900</code>');
  expect(gateway.lines.at(-1)).toMatch(/api: error 900 \(the service file \S+ is damaged: restore it/);
  expect((await visit(gateway, await privacyAddress(gateway, token))).status).toBe(200);
});

test('two gateways on one folder accept each other’s tokens', async () => {
  const folder = await temporaryFolder();
  const [one, other] = await Promise.all([open(folder), open(folder)]);
  const { token } = await signInByHand(one);
  expect((await callFor(other, 'NoSMS', token)).text).toContain('<NoSMS>1</NoSMS>');
});

test('two gateways on one folder share refusals and sign-outs at once', async () => {
  const folder = await temporaryFolder();
  const [one, other] = await Promise.all([open(folder), open(folder)]);
  const { token, cookie } = await signInByHand(one);
  expect((await callFor(other, 'NoSMS', token)).response.status).toBe(200);
  const page = await pageOf(await visit(one, await privacyAddress(one, token)));
  await submit(one, page, { choice: 'refuse' });
  expect((await callFor(other, 'NoSMS', token)).response.status).toBe(500);

  expect((await visit(other, '/mail', { headers: { cookie } })).status).toBe(200);
  await submit(one, await pageOf(await visit(one, '/mail', { headers: { cookie } })));
  expect((await visit(other, '/mail', { headers: { cookie } })).status).toBe(303);
});

describe('a session that was signed out', () => {
  const isSignedIn = async (gateway: OpenGateway, cookie: string) =>
    (await visit(gateway, '/mail', { headers: { cookie } })).status === 200;

  test('is dead at once and after a restart, and no other one is', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const { cookie } = await signInByHand(first);
    const elsewhere = (await signInByHand(first)).cookie;
    const page = await pageOf(await visit(first, '/mail', { headers: { cookie } }));
    expect((await submit(first, page)).status).toBe(303);
    expect([await isSignedIn(first, cookie), await isSignedIn(first, elsewhere)]).toEqual([false, true]);
    await first.close();
    const second = await open(folder);
    expect([await isSignedIn(second, cookie), await isSignedIn(second, elsewhere)]).toEqual([false, true]);
  });

  test('is dead without a state folder, too', async () => {
    const gateway = await openGateway();
    onTestFinished(() => gateway.close());
    const { cookie } = await signInByHand(gateway);
    await submit(gateway, await pageOf(await visit(gateway, '/mail', { headers: { cookie } })));
    expect(await isSignedIn(gateway, cookie)).toBe(false);
  });

  test('is forgotten with the next sign-in, as one that has ended', async () => {
    const folder = await temporaryFolder();
    const gateway = await open(folder);
    await signInByHand(gateway);
    gateway.clock.now += 12 * 60 * 60 * 1000;
    const { cookie } = await signInByHand(gateway);
    expect((await (await openStore({ state: folder })).sessions.get(DEMO_USER))?.size).toBe(1);
    await submit(gateway, await pageOf(await visit(gateway, '/mail', { headers: { cookie } })));
    expect(await (await openStore({ state: folder })).sessions.get(DEMO_USER)).toBeUndefined();
  });
});

test('a link expires after a month or two', async () => {
  const gateway = await open(await temporaryFolder());
  const { token } = await signInByHand(gateway);
  const address = await privacyAddress(gateway, token);
  gateway.clock.now += 29 * 24 * 60 * 60 * 1000;
  expect((await visit(gateway, address)).status).toBe(200);
  gateway.clock.now += 31 * 24 * 60 * 60 * 1000;
  expect((await visit(gateway, address)).status).toBe(403);
});
