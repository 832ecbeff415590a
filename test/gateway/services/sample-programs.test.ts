import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { GatewayMailbox } from '../../../src/gateway/mailbox/mailbox';
import { samplesZip } from '../../../src/gateway/services/samples';
import { waitFor } from '../../../src/launcher/wait-for';
import { temporaryFolder } from '../folder';
import { NOON } from '../noon';
import type { OpenGateway } from '../open-gateway';
import { type Finished, finish } from '../run-program';
import { freePort } from '../send';
import { openBrowser } from './browser';
import { BACK, makeService, openWith, PASSWORD, signInFor } from './open-services';

const WEB_PAGES: readonly (readonly [name: string, command: (port: number) => readonly string[]])[] = [
  ['messages.mjs', () => [process.execPath, 'messages.mjs']],
  ['messages.py', () => ['python3', 'messages.py']],
  ['index.php', port => ['php', '-q', '-S', `127.0.0.1:${port}`, 'index.php']],
];

interface Samples {
  readonly gateway: OpenGateway;
  readonly port: number;
  /** The address of the samples' web page. */
  readonly address: string;
  /** Starts a command in the folder of the samples, with this environment beside PATH, until the end of the test. */
  start(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess;
}

/** A gateway with one service, and the unpacked ZIP of this service. */
async function unpackSamples({
  path = '/back?from=mail',
  mailbox,
}: {
  path?: string;
  mailbox?: GatewayMailbox;
} = {}): Promise<Samples> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}${path}`;
  const service = makeService({
    redirects: [BACK, address],
    infos: ['NoEMails', 'NoUnReadMails', 'EmailsLastNDetailed'],
  });
  const gateway = await openWith([service], mailbox === undefined ? {} : { mailbox });
  onTestFinished(() => gateway.close());
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(unzipSync(samplesZip(service, gateway)))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return {
    gateway,
    port,
    address,
    start([program = '', ...args], env) {
      const child = spawn(program, args, {
        cwd: join(folder, 'stats'),
        env: { PATH: process.env.PATH ?? '', ...env },
      });
      const closed = new Promise(resolve => child.once('close', resolve));
      onTestFinished(async () => {
        child.kill();
        await closed;
      });
      return child;
    },
  };
}

describe.each(WEB_PAGES)('%s', (_name, command) => {
  /** Starts the program. Returns the samples and the program's output so far. */
  async function open(options: Parameters<typeof unpackSamples>[0] = {}, password = PASSWORD) {
    const samples = await unpackSamples(options);
    const output: string[] = [];
    const program = samples.start(command(samples.port), { SERVICE_PWD: password });
    for (const stream of [program.stdout, program.stderr])
      stream?.on('data', chunk => output.push(String(chunk)));
    const elsewhere = new URL('/nothing-here', samples.address);
    await waitFor(
      () => fetch(elsewhere).then(({ status }) => status, String),
      status => status === 404,
    );
    return { ...samples, output };
  }

  test('leads the user to the sign-in and the choice, and shows what the user allows', async () => {
    const { gateway, address, output } = await open();
    const browser = openBrowser();
    const signIn = await browser.open(address);
    expect(signIn.address).toContain(`${gateway.signInPage}?service=stats&`);
    expect(signIn.text).toContain('Mail statistics');

    const undecided = await browser.submit(signIn);
    expect(undecided.address).toBe(address);
    const choice = await browser.follow(undecided, 'Choose what this service may see');
    expect(choice.text).toContain('What Mail statistics sees');
    const partly = await browser.submit(choice, { EmailsLastNDetailed: 'withheld', choice: 'save' });
    expect(partly.address).toBe(address);
    expect(partly.text).toContain('NoEmails: 14');
    expect(partly.text).toContain('NoUnReadMails: 5');
    expect(partly.text).toContain('EmailsLastNDetailed: withheld');
    expect(partly.text).not.toContain('Élodie');

    const change = await browser.follow(partly, 'Change what this service may see');
    await browser.submit(change, { EmailsLastNDetailed: 'allowed', choice: 'save' });
    const whole = await browser.open(address);
    expect(whole.text).not.toContain('withheld');
    const [newest] = await gateway.demo.unread(1);
    const lines = [...whole.page.querySelectorAll('li')].map(line => line.textContent);
    expect(lines).toHaveLength(2 + 5);
    expect(lines[2]).toContain('Élodie Marchand <elodie.marchand@famille.example>: ');
    expect(lines[2]).toContain(newest?.subject);

    await browser.submit(await browser.follow(whole, 'Change what this service may see'), {
      choice: 'refuse',
    });
    const refused = await browser.open(address);
    expect(refused.text).toBe('Choose what this service may see');
    const again = await browser.follow(refused, 'Choose what this service may see');
    expect((await browser.submit(again, { choice: 'save' })).text).toContain('NoUnReadMails: 5');

    expect(output.join('')).not.toMatch(/token|sau=|Traceback|Warning/);
  });

  test('tells the error code if SERVICE_PWD is wrong', async () => {
    const { address } = await open({}, `${PASSWORD}x`);
    const browser = openBrowser();
    expect((await browser.submit(await browser.open(address))).text).toBe('Error 501Try again');
  });

  test('refuses a sign-in that it did not start, and another browser’s', async () => {
    const { gateway, address } = await open();
    const { token } = await signInFor(gateway, 'stats');
    const back = (state: string) => `${address}&${new URLSearchParams({ token, state })}`;
    const browser = openBrowser();
    for (const state of ['', 'x', 'undefined', 'None']) {
      expect(await browser.open(back(state))).toMatchObject({ status: 400, text: 'Wrong stateTry again' });
    }
    const begun = await browser.open(address);
    const state = new URL(begun.address).searchParams.get('state') ?? '';
    expect((await openBrowser().open(back(state))).status).toBe(400);
    expect((await browser.open(back(state))).text).toBe('Choose what this service may see');
    expect((await browser.open(back(state))).status).toBe(400);
    expect((await openBrowser().open(address)).address).toContain(gateway.signInPage);
  });

  test('lets a user who cancelled sign in again', async () => {
    const { gateway, address } = await open();
    const browser = openBrowser();
    const cancelled = await browser.follow(await browser.open(address), 'Cancel');
    expect(cancelled).toMatchObject({ address: expect.stringContaining(address), text: 'Sign in' });
    expect((await browser.follow(cancelled, 'Sign in')).address).toContain(gateway.signInPage);
  });

  test('lets a user whose token has expired sign in again', async () => {
    const { gateway, address } = await open();
    const browser = openBrowser();
    await browser.submit(await browser.open(address));
    gateway.clock.now += 31 * 24 * 60 * 60 * 1000;
    const expired = await browser.open(address);
    expect(expired.text).toBe('Error 103Try again');
    expect((await browser.follow(expired, 'Try again')).address).toContain(gateway.signInPage);
  });

  test('says that the call failed if the gateway is gone, or if a web page comes instead of an answer', async () => {
    const { gateway, address } = await open();
    const browser = openBrowser();
    await browser.submit(await browser.open(address));
    await gateway.close();
    const failed = { status: 502, text: expect.stringMatching(/^The call failed/) };
    expect(await browser.open(address)).toMatchObject(failed);

    const other = createServer((_request, response) => response.end('<html><body>Hello</body></html>'));
    onTestFinished(() => void other.close());
    await once(other.listen(Number(new URL(gateway.origin).port), '127.0.0.1'), 'listening');
    expect(await browser.open(address)).toMatchObject(failed);
  });

  test('shows any text of a mail as it is', async () => {
    const subject = '</li><script>alert(1)</script> & &amp;lt; "é" \'📷\' $1 <code>103</code>';
    const message = {
      id: '1',
      from: { name: '', address: 'a@b.example' },
      date: new Date(NOON),
      subject,
      beginning: '',
      read: false,
    };
    const mailbox: GatewayMailbox = {
      readsOnOpen: true,
      counts: async () => ({ emails: 1, unread: 1, sms: undefined }),
      unread: async () => [message],
      latest: async () => [message],
      message: async () => undefined,
      act: async (_action, ids) => ids.map(id => ({ id, status: 'done' })),
      markAllRead: async () => [],
    };
    const { address } = await open({ mailbox });
    const browser = openBrowser();
    const undecided = await browser.submit(await browser.open(address));
    const choice = await browser.follow(undecided, 'Choose what this service may see');
    const shown = await browser.submit(choice, { choice: 'save' });
    expect(shown.page.querySelector('script, code')).toBeNull();
    expect(shown.page.querySelector('li:last-child')?.textContent).toContain(`: ${subject}`);
  });

  test('works at an address with quotes and backslashes', async () => {
    const { gateway, address } = await open({ path: "/it's?a=\\b&c=$x{y}" });
    const signIn = await openBrowser().open(address);
    expect(signIn.status).toBe(200);
    expect(signIn.address).toContain(gateway.signInPage);
    expect(new URL(signIn.address).searchParams.get('redirect_uri')).toBe(address);
  });
});

test.each(['messages.mjs', 'messages.py'])('%s needs SERVICE_PWD', async name => {
  const { start } = await unpackSamples();
  const program = name.endsWith('.py') ? 'python3' : process.execPath;
  expect(await finish(start([program, name], {}))).toEqual({
    code: 1,
    out: '',
    err: 'Set the environment variable SERVICE_PWD.\n',
  });
});

test('index.php needs SERVICE_PWD', async () => {
  const { start, port, address } = await unpackSamples();
  start(['php', '-q', '-S', `127.0.0.1:${port}`, 'index.php'], {});
  const text = await waitFor(
    () => fetch(address).then(response => response.text(), String),
    answer => answer.includes('<title>'),
  );
  expect(text).toContain('Set the environment variable SERVICE_PWD.');
});

describe('messages.sh', () => {
  const run = ({ start }: Samples, env: Readonly<Record<string, string>>): Promise<Finished> =>
    finish(start(['sh', 'messages.sh'], env));

  test('prints the answer, and its exit code is 0 only for messages', async () => {
    const samples = await unpackSamples();
    const { token } = await signInFor(samples.gateway, 'stats');
    const env = { SERVICE_PWD: PASSWORD, TOKEN: token };
    const undecided = await run(samples, env);
    expect(undecided).toMatchObject({ code: 1, out: expect.stringContaining('<code>-3</code>'), err: '' });

    const browser = openBrowser();
    await browser.submit(await browser.open(samples.gateway.signInPage));
    const choice = await browser.open(new URL('/privacy?serviceId=stats', samples.gateway.origin).href);
    await browser.submit(choice, { NoUnReadMails: 'allowed', choice: 'save' });
    const allowed = await run(samples, env);
    expect(allowed).toMatchObject({ code: 0, err: '' });
    expect(allowed.out).toContain('<NoUnReadMails>5</NoUnReadMails>');

    const wrong = await run(samples, { ...env, SERVICE_PWD: 'wrong' });
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('<code>501</code>'), err: '' });
    await samples.gateway.close();
    expect(await run(samples, env)).toMatchObject({
      code: 7,
      out: '',
      err: expect.stringMatching(/^curl: /),
    });
  });

  test('says which variable is missing', async () => {
    const samples = await unpackSamples();
    const without = await run(samples, { SERVICE_PWD: PASSWORD });
    expect(without.code).not.toBe(0);
    expect(without.err).toContain('Set the environment variable TOKEN');
    expect((await run(samples, { TOKEN: 'x' })).err).toContain('Set the environment variable SERVICE_PWD');
  });
});
