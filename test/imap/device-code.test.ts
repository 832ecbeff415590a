import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openImap } from '../../src/launcher/imap-source';
import { parseOptions } from '../../src/launcher/options';
import { waitFor } from '../../src/launcher/wait-for';
import { NO_NETWORK } from '../gateway/finding/no-network';
import { temporaryFolder } from '../gateway/folder';
import { finish, installProgram, originOf, type Program, tokenOf } from '../gateway/run-program';
import { startOAuthDovecot } from '../oauth/dovecot';
import { PUBLIC_CLIENT } from '../oauth/oidc';
import { startProvider, type TestProvider } from '../oauth/provider';
import { approveDevice } from '../oauth/visitor';
import type { Dovecot } from './dovecot';
import { mail } from './mails';

const ANNA = 'anna@example.org';

let program: Program;
let provider: TestProvider;
let dovecot: Dovecot;
beforeAll(async () => {
  [program, provider] = await Promise.all([installProgram(), startProvider()]);
  dovecot = await startOAuthDovecot(provider, 'introspection');
  for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'unused');
  await dovecot.deliver('anna', mail('a private matter', 'what nobody else should read'));
});
afterAll(async () => {
  await program.remove();
  await dovecot.close();
  await provider.close();
});

async function configure(...lines: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const [path, ca] = [join(folder, 'gateway.toml'), join(folder, 'ca.pem')];
  await writeFile(ca, dovecot.ca);
  const company = [
    `state = ${JSON.stringify(join(folder, 'state'))}`,
    '[oauth.company]',
    `client-id = "${PUBLIC_CLIENT}"`,
    `issuer = "${provider.issuer}"`,
    'domains = ["example.org"]',
    'host = "127.0.0.1"',
    `port = ${dovecot.imapsPort}`,
    `ca = ${JSON.stringify(ca)}`,
  ];
  await writeFile(path, [...company, ...lines].join('\n'), { mode: 0o600 });
  return path;
}

/** Signs in at the page with the code, once the text has them. */
async function approve(text: string, user: string): Promise<boolean> {
  const [, page, code] = /^ {2}(http\S+)\n {2}(\S+)$/m.exec(text) ?? [];
  if (page === undefined || code === undefined) return false;
  await approveDevice(page, code, user);
  return true;
}

/** Approves what the program asks for. */
function approving(child: ChildProcess, user: string): ChildProcess {
  let shown = '';
  let isDone = false;
  child.stdout?.on('data', async chunk => {
    shown += chunk;
    if (!isDone && /Waiting/.test(shown)) {
      isDone = true;
      await approve(shown, user);
    }
  });
  return child;
}

describe('a mailbox of the config file with oauth', () => {
  const MAILBOX = ['[[mailbox]]', `address = "${ANNA}"`, 'name = "work"', 'oauth = "company"'];

  test('says what to do, is signed in by device code, and works then', async () => {
    const config = ['--config', await configure(...MAILBOX)];
    const before = await finish(program.start({}, 'check', ...config));
    expect(before.code).toBe(1);
    expect(before.out).toContain(
      `✗ nobody is signed in for this mailbox: run facteur-gateway sign-in work --config ${config[1]}`,
    );

    const signedIn = await finish(approving(program.start({}, 'sign-in', 'work', ...config), ANNA));
    expect(signedIn).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /Signed in as anna@example\.org at company\. Trying work …\n.*✓ signed in as anna@.*\nThe gateway can read it now\.\n$/s,
      ),
      err: '',
    });
    const after = await finish(program.start({}, 'check', ...config));
    expect(after, after.out).toMatchObject({ code: 0, out: expect.stringContaining('Everything works.') });
    expect(after.out).toContain('sign in as anna@example.org');

    provider.withdraw(ANNA);
    const withdrawn = await finish(program.start({}, 'check', ...config));
    expect(withdrawn.code).toBe(1);
    expect(withdrawn.out).toContain(
      `To sign in again, run facteur-gateway sign-in work --config ${config[1]}`,
    );
  });

  test('is read by a running gateway soon after the sign-in', async () => {
    const signIn = { user: 'anna', password: 's1gn-in-of-anna' };
    const own = ['[mailbox.sign-in]', `user = "${signIn.user}"`, `password = "${signIn.password}"`];
    const config = ['--config', await configure(...MAILBOX, ...own)];
    const gateway = program.start({}, ...config, '--port', '0');
    const finished = finish(gateway);
    const origin = await originOf(gateway);
    expect(await tokenOf(origin, signIn)).toBe('');
    await finish(approving(program.start({}, 'sign-in', 'work', ...config), ANNA));
    const token = await waitFor(
      () => tokenOf(origin, signIn),
      given => given !== '',
    );
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'EmailsLastNDetailed', token });
    const answer = await fetch(`${origin}/PersonalMessages/V2?${query}`);
    expect(await answer.text()).toContain('a private matter');
    gateway.kill('SIGTERM');
    const { code, out, err } = await finished;
    expect(code).toBe(0);
    expect(err).toMatch(/ work: .*: run facteur-gateway sign-in work/);
    for (const secret of [token, 's1gn-in', 'private']) expect(out + err).not.toContain(secret);
  }, 60_000);

  test('takes no sign-in of somebody else', async () => {
    const config = ['--config', await configure(...MAILBOX)];
    const { code, err } = await finish(
      approving(program.start({}, 'sign-in', 'work', ...config), 'bert@example.org'),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/^facteur-gateway: bert@example\.org has signed in at company instead of anna@/);
  });
});

describe('npm start -- --imap', () => {
  const openWith = async (address: string, user: string) => {
    vi.stubEnv('FACTEUR_GATEWAY_CONFIG', await configure());
    onTestFinished(() => void vi.unstubAllEnvs());
    const { imap } = parseOptions(['--imap', address], {});
    if (imap === undefined) throw new Error('no mailbox was chosen');
    let shown = '';
    let approved: Promise<unknown> | undefined;
    const log = (line: string) => {
      shown += `${line}\n`;
      if (line.startsWith('Waiting')) approved = approve(shown, user);
    };
    const source = await openImap(imap, 20, log, NO_NETWORK);
    await approved;
    return source;
  };

  test('opens a mailbox by device code', async () => {
    const { name, mailbox } = await openWith(ANNA, ANNA);
    onTestFinished(() => mailbox.close?.());
    expect(name).toBe(ANNA);
    expect((await mailbox.unread(20)).map(({ subject }) => subject)).toEqual(['a private matter']);
  });

  test('refuses the sign-in of somebody else', async () => {
    await expect(openWith(ANNA, 'bert@example.org')).rejects.toThrow(/^bert@example\.org has signed in/);
  });
});
