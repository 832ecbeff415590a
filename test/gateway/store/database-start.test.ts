import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkDatabase } from '../../../src/gateway/cli/check-database';
import { printStatus, printUsers, revoke } from '../../../src/gateway/cli/operate';
import { runCheck } from '../../../src/gateway/cli/run-check';
import { loadSetup } from '../../../src/gateway/config/load';
import { type Options, readCommand, readOptions } from '../../../src/gateway/config/options';
import { createLog, SILENT } from '../../../src/gateway/shared/log';
import { readOrCreateKey } from '../../../src/gateway/state/key-file';
import { openFileStore } from '../../../src/gateway/store/file-store';
import { openStore, type StoreOptions } from '../../../src/gateway/store/open-store';
import type { Store, StoredRecords } from '../../../src/gateway/store/store';
import { selfSigned } from '../certificate';
import { NO_NETWORK } from '../finding/no-network';
import { temporaryFolder } from '../folder';
import { freePort } from '../send';
import { SAMPLES } from './store-suite';
import { temporaryStore, usePostgres } from './temporary';

const postgres = usePostgres();
let url: string;
let state: string;
const lines: string[] = [];

beforeEach(async () => {
  url = await postgres().createDatabase();
  state = await temporaryFolder();
  lines.length = 0;
});

async function open(more: Partial<StoreOptions> = {}): Promise<Store> {
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  return temporaryStore({ state, databaseUrl: url, log, ...more });
}

const KEPT = (Object.keys(SAMPLES) as (keyof StoredRecords)[]).filter(kind => kind !== 'failures');

async function fill(store: Store): Promise<void> {
  for (const kind of KEPT) {
    const records = store[kind] as Store['generations'];
    await records.change('anna', () => ({ record: SAMPLES[kind] as number, result: undefined }));
  }
}

const all = async (store: Store) => {
  const found: Record<string, unknown> = {};
  for (const kind of KEPT) found[kind] = await store[kind].get('anna');
  return found;
};
const filled = Object.fromEntries(KEPT.map(kind => [kind, SAMPLES[kind]]));

const query = (text: string) => postgres().query(url, text);

describe('a stolen database', () => {
  test('gives away no name, no service and no record', async () => {
    await fill(await open());
    const rows = await query('select * from facteur_records');
    const facts = await query('select * from facteur_facts');
    expect(rows).toHaveLength(KEPT.length);
    const text = JSON.stringify([rows, facts]);
    for (const word of ['anna', 'company', 'stats', 'NoSMS', 'hash'])
      for (const encoding of ['utf8', 'base64url', 'hex'] as const)
        expect(text).not.toContain(Buffer.from(word).toString(encoding));
  });

  test('with rows in each other’s places opens none of them', async () => {
    const store = await open();
    await store.generations.change('anna', () => ({ record: 1, result: undefined }));
    await store.generations.change('bert', () => ({ record: 2, result: undefined }));
    await query(
      'update facteur_records as one set value = other.value from facteur_records as other where one.key <> other.key',
    );
    await expect((await open()).generations.get('anna')).rejects.toThrow('is damaged');
    expect(lines.at(-1)).toMatch(
      /^error a record of the file of a user who signed out .* is damaged: restore/,
    );
  });
});

describe('the start', () => {
  test('of five gateways at once makes the tables once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => open({ isGateway: true })));
    await stores[0]?.generations.change('anna', () => ({ record: 1, result: undefined }));
    for (const store of stores) expect(await store.generations.get('anna')).toBe(1);
  });

  test('with another key says which file to copy where', async () => {
    await open();
    const keyFile = join(await temporaryFolder(), 'other-key');
    await readOrCreateKey(keyFile, '');
    await expect(open({ keyFile })).rejects.toThrow(
      `the database belongs to gateways with another key than ${keyFile}: copy the key file of one of them there, or name it with --key-file`,
    );
  });

  test('with tables of a newer version is refused, and changes nothing', async () => {
    await open();
    await query("update facteur_facts set value = '99' where name = 'schema_version'");
    await expect(open()).rejects.toThrow('made ready by a newer gateway');
    expect(await query("select value from facteur_facts where name = 'schema_version'")).toEqual([
      { value: '99' },
    ]);
  });

  test.each<[string, (url: string) => string | Promise<string>, RegExp]>([
    [
      'a wrong password',
      it => it.replace(/:[^:@]+@/, ':wrong-one@'),
      /^the database 127\.\S+\/gateway\d+ refuses the sign-in \(28P01\)/,
    ],
    [
      'a database that isn’t there',
      it => it.replace(/\/\w+$/, '/nowhere'),
      /no such database as 127\.0\.0\.1:\d+\/nowhere \(3D000\)/,
    ],
    [
      'a server that isn’t there',
      async it => it.replace(/:\d+\//, `:${await freePort()}/`),
      /^the database 127\.0\.0\.1:\d+\/gateway\d+ can’t be used \(ECONNREFUSED\): start it, or correct database-url$/,
    ],
    ['no address', () => 'postgres://facteur:wrong-one@[', /^database-url can’t be used \(ERR_INVALID_URL\)/],
  ])('with %s says so, without the password', async (_, change, message) => {
    const databaseUrl = await change(url);
    const error = await open({ databaseUrl, patience: 0 }).catch(it => it);
    expect(error.message).toMatch(message);
    for (const secret of [postgres().password, 'wrong-one'])
      expect(`${error.message} ${error.stack} ${lines}`).not.toContain(secret);
  });

  test('without TLS, where the address asks for it, ends at once', async () => {
    const error = await open({ databaseUrl: `${url}?sslmode=verify-full` }).catch(it => it);
    expect(error.message).toMatch(
      /^the database 127\.0\.0\.1:\d+\/gateway\d+ has no TLS, for which database-url asks: switch it on there \(ssl = on\), or/,
    );
    expect(lines).toEqual([]);
  });

  test('with a certificate that can’t be checked, or has another name, ends at once', async () => {
    const folder = await temporaryFolder();
    const { cert, pem, key } = await selfSigned(folder);
    const tls = await postgres().withTls(pem, await readFile(key));
    onTestFinished(tls.end);
    const message = async (to: string) => (await open({ databaseUrl: to }).catch(it => it)).message;
    expect(await message(`${url}?sslmode=verify-full`)).toMatch(
      /^the certificate of the database 127\.0\.0\.1:\d+\/gateway\d+ can’t be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): .*sslrootcert/,
    );
    const atName = `${url.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert=${cert}`;
    expect(await message(atName)).toMatch(
      /^the certificate of the database localhost:\d+\/gateway\d+ can’t be trusted \(ERR_TLS_CERT_ALTNAME_INVALID\): /,
    );
    expect(lines).toEqual([]);
    expect((await open({ databaseUrl: `${url}?sslmode=verify-full&sslrootcert=${cert}` })).isAway()).toBe(
      false,
    );
  });

  test('by a user who may not create tables says so', async () => {
    await query("create role guest login password 'guest'");
    const databaseUrl = url.replace(/\/\/[^@]+@/, '//guest:guest@');
    await expect(open({ databaseUrl })).rejects.toThrow('may not create tables (42501)');
  });

  test('waits for a database that starts later', async () => {
    await postgres().kill();
    const opening = open();
    await expect.poll(() => lines.join('\n'), { timeout: 10_000 }).toContain('waiting for it');
    await postgres().start();
    expect((await opening).isAway()).toBe(false);
  });
});

describe('a state folder’s records', () => {
  const fillFolder = async () => {
    const secret = await readOrCreateKey(join(state, 'key'), '');
    const files = await openFileStore(state, { secret, log: SILENT });
    await fill(files);
    await files.close();
  };
  const names = async () => (await readdir(state)).toSorted();

  test('move to an empty database at the first start, once', async () => {
    await fillFolder();
    const store = await open({ isGateway: true });
    expect(await all(store)).toEqual(filled);
    expect(await names()).toEqual(
      expect.arrayContaining(['consents.old', 'grants.old', 'key', 'tokens.old']),
    );
    expect(await names()).not.toContain('tokens');
    expect(lines).toContain(`info the database has the ${KEPT.length} records of ${state} now`);
    await store.generations.change('anna', () => ({ record: undefined, result: undefined }));
    expect((await all(await open())).generations).toBeUndefined();
  });

  test('of a former version move, too', async () => {
    await readOrCreateKey(join(state, 'key'), '');
    const users = [{ user: 'anna', refused: true, withheld: [] }];
    const text = JSON.stringify({ version: 1, users });
    await writeFile(join(state, 'consents.json'), text, { mode: 0o600 });
    const store = await open();
    expect((await store.consents.get('anna'))?.get('facteur')?.refused).toBe(true);
    expect(await names()).toContain('consents.json.old');
    expect(await names()).toContain('consents.old');
  });

  test('stay where they are if that breaks off before the database has them', async () => {
    await fillFolder();
    await query('create table facteur_records (kind text)');
    await expect(open()).rejects.toThrow(/the database \S+ can’t be used \(42P07\)/);
    expect(await names()).toContain('tokens');
    await query('drop table facteur_records');
    expect(await all(await open())).toEqual(filled);
  });

  test('are set aside later if that breaks off when the database has them', async () => {
    await fillFolder();
    await open();
    for (const name of await names())
      if (name.endsWith('.old')) {
        // As they were when the process was killed.
        await rename(join(state, name), join(state, name.slice(0, -4)));
      }
    expect(await all(await open())).toEqual(filled);
    expect(await names()).not.toContain('tokens');
    expect(lines.at(-1)).toBe(
      `warn the records in the state folder ${state} are set aside as ….old: the database has its own`,
    );
  });

  test('move only if all of them can be read', async () => {
    await fillFolder();
    const [name = ''] = await readdir(join(state, 'tokens'));
    await writeFile(join(state, 'tokens', name), '{');
    await expect(open()).rejects.toThrow(/^not all records in \S+ can be read/);
    expect(lines.at(-1)).toMatch(/^error the token file \S+ is damaged: restore it/);
    expect(await names()).toContain('tokens');
    await rm(join(state, 'tokens', name));
    expect(await all(await open())).toEqual({ ...filled, tokens: undefined });
  });

  test('of another folder are left alone by a database that has its own, which the log says', async () => {
    await fill(await open());
    const secondState = await temporaryFolder();
    const key = join(state, 'key');
    for (const folder of ['tokens', 'grants']) await mkdir(join(secondState, folder));
    await open({ state: secondState, keyFile: key });
    expect(lines.join('\n')).not.toContain('aren’t used');
    await writeFile(join(secondState, 'tokens', 'one.json'), '');
    await open({ state: secondState, keyFile: key });
    expect(await readdir(secondState)).toContain('tokens');
    expect(lines.at(-1)).toBe(
      `warn the records in the state folder ${secondState} aren’t used: the database has its own`,
    );
  });

  test('are not taken from a gateway that runs', async () => {
    await fillFolder();
    const running = await openStore({ state, isGateway: true });
    onTestFinished(() => running.close());
    await expect(open()).rejects.toThrow('another gateway');
  });
});

describe('a command', () => {
  const command = (more: Partial<StoreOptions> = {}) => open({ isCommand: true, ...more });
  const fillFolder = async (folder: string) => {
    const secret = await readOrCreateKey(join(folder, 'key'), '');
    const files = await openFileStore(folder, { secret, log: SILENT });
    await fill(files);
    await files.close();
  };
  const seen = async () => ({
    names: (await readdir(state)).toSorted(),
    tables: await query("select tablename from pg_tables where tablename like 'facteur%'"),
  });

  test('makes no tables, and says that the gateway does', async () => {
    await readOrCreateKey(join(state, 'key'), '');
    const before = await seen();
    await expect(command()).rejects.toThrow(
      'the database has no tables of this version yet: start the gateway with database-url first, or restart it',
    );
    expect(await seen()).toEqual(before);
  });

  test('moves no records, and says that the gateway does', async () => {
    await fillFolder(state);
    await open({ state: await temporaryFolder(), keyFile: join(state, 'key') });
    const before = await seen();
    const problem = `the records of ${state} aren’t in the database yet: start the gateway with database-url first, or restart it`;
    const [options, told]: [Options, string[]] = [
      { ...readOptions(new Map(), {}), state, databaseUrl: url },
      [],
    ];
    const print = (line: string) => void told.push(line);
    await expect(printUsers(options, false, print)).rejects.toThrow(problem);
    await expect(revoke(options, 'anna', print)).rejects.toThrow(problem);
    expect(await printStatus(options, false, print)).toBe(false);
    expect(told).toEqual(['Gateway:    unknown: give its --admin', `Store:      ${problem}`]);
    expect(await seen()).toEqual(before);
    expect(await query('select * from facteur_records')).toEqual([]);
  });

  test('leaves what a broken move has left', async () => {
    await fillFolder(state);
    await open();
    await rename(join(state, 'tokens.old'), join(state, 'tokens'));
    const before = await seen();
    expect(await all(await command())).toEqual(filled);
    expect(await seen()).toEqual(before);
  });

  test('that checks a new configuration tells what the gateway has to make, and tries the rest', async () => {
    await readOrCreateKey(join(state, 'key'), '');
    const port = await freePort();
    const mailbox = (name: string, login: string) =>
      `[[mailbox]]\naddress = "${name}@example.org"\nhost = "127.0.0.1"\nport = ${port}\nsecurity = "none"\n${login}\n`;
    const config = join(await temporaryFolder(), 'gateway.toml');
    await writeFile(
      config,
      `state = "${state}"\ndatabase-url = "${url}"\n[oauth.company]\nclient-id = "one"\nissuer = "https://127.0.0.1:${port}"\ndomains = ["example.org"]\nhost = "127.0.0.1"\nport = ${port}\nsecurity = "none"\n` +
        mailbox('info', 'oauth = "company"\n[mailbox.sign-in]\npassword = "long enough 1"') +
        mailbox('jean', 'password = "secret"'),
      { mode: 0o600 },
    );
    const command = readCommand(['check', '--config', config]);
    if (command.kind !== 'check') throw new Error(command.kind);
    const told: string[] = [];
    expect(await runCheck(await loadSetup(command, {}, () => NO_NETWORK), line => void told.push(line))).toBe(
      false,
    );
    expect(told).toContain('  ✓ the gateway’s key and version fit it');
    expect(told.slice(told.indexOf('jean@example.org'), -2)).toEqual([
      'jean@example.org',
      expect.stringMatching(/^ {2}✗ /),
      'mailboxes with oauth',
      '  ✗ the database has no tables of this version yet: start the gateway with database-url first, or restart it',
    ]);
  });

  test('says that a gateway uses the folder without the database', async () => {
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation(text => said.push(String(text)) > 0);
    onTestFinished(() => void vi.restoreAllMocks());
    const running = await openStore({ state, isGateway: true });
    onTestFinished(() => running.close());
    await fill(await open());
    const options = { ...readOptions(new Map(), {}), state, databaseUrl: url };
    expect(await revoke(options, 'anna', () => {})).toBe(true);
    expect(said.join('')).toContain(
      `a gateway uses the records in ${state} without the database, and isn’t told of changes: restart it\n`,
    );
  });
});

describe('the check of a database', () => {
  const options = (more: Partial<Options> = {}): Options => ({
    ...readOptions(new Map(), {}),
    state,
    databaseUrl: url,
    ...more,
  });
  const check = async (more: Partial<Options> = {}) => {
    const told: string[] = [];
    const works = await checkDatabase(options(more), line => told.push(line));
    return { works, told };
  };
  const tables = () => query("select tablename from pg_tables where tablename like 'facteur%'");

  test('says that it is reached and that the key fits, and makes no table', async () => {
    await readOrCreateKey(join(state, 'key'), '');
    expect(await check()).toEqual({
      works: true,
      told: [
        'database-url',
        '  ✓ reached the database, not encrypted',
        '  ✓ the gateway’s key and version fit it',
      ],
    });
    expect(await tables()).toEqual([]);
  });

  test('says that the key is missing, or is another one', async () => {
    await (await open({ state: await temporaryFolder() })).close();
    const missing = await check();
    expect(missing.works).toBe(false);
    expect(missing.told.at(-1)).toMatch(/^ {2}✗ there is no key file \S+: /);
    const keyFile = join(await temporaryFolder(), 'other-key');
    await readOrCreateKey(keyFile, '');
    const { works, told } = await check({ keyFile });
    expect(works).toBe(false);
    expect(told.at(-1)).toMatch(/^ {2}✗ the database belongs to gateways with another key/);
  });

  test('says that it can’t be reached', async () => {
    const { works, told } = await check({
      databaseUrl: `postgresql://127.0.0.1:${await freePort()}/facteur`,
    });
    expect(works).toBe(false);
    expect(told.at(-1)).toMatch(
      /^ {2}✗ the database 127\.0\.0\.1:\d+\/facteur can’t be used \(ECONNREFUSED\)/,
    );
  });
});
