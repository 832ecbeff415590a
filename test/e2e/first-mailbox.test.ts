import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATEWAY_PORT, gatewayAddresses } from '../../src/core/account/gateway-address';
import { findBrowser } from '../../src/launcher/browsers/find';
import { buildFolder, launchBrowser } from '../../src/launcher/browsers/launch';
import { type BrowserSession, POPUP_PAGE } from '../../src/launcher/browsers/session';
import { look } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { originOf } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import { type DnsServer, startDns } from '../imap/dnsmasq';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail } from '../imap/mails';
import { checkNow, forgetSession, readStored, wake } from './extension';
import { flowWindow, windowClosed } from './flow-window';
import { fill, find, press, problemIn } from './user';
import { BROWSERS, openSettingsAfterInstallation } from './world';

const { signInPage: SIGN_IN_PAGE } = gatewayAddresses(`http://127.0.0.1:${GATEWAY_PORT}`);

let dovecot: Dovecot;
let dns: DnsServer;
beforeAll(async () => {
  dovecot = await startDovecot('', 'private authority');
  const target = { target: '127.0.0.1', port: dovecot.imapsPort };
  dns = await startDns({ srv: [{ name: '_imaps._tcp.facteur.test', ...target }] });
});
afterAll(async () => {
  await dovecot?.close();
  await dns?.stop();
});

/** `npm run gateway`, without a config file. */
async function startProgram(home: string, ...more: readonly string[]): Promise<ChildProcess> {
  const program = spawn(
    process.execPath,
    ['dist/gateway/facteur-gateway.mjs', '--dns', dns.address, ...more],
    {
      env: { HOME: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  await originOf(program);
  return program;
}

async function stop(program: ChildProcess | undefined): Promise<void> {
  if (program === undefined || program.exitCode !== null) return;
  const ended = once(program, 'exit');
  program.kill();
  await ended;
}

/** A person, whose clicks and filled fields are counted. */
function createPerson() {
  const counted = { clicks: 0, fields: 0 };
  return {
    counted,
    async click(page: Page, button: string) {
      counted.clicks += 1;
      await press(page, button);
    },
    async fill(page: Page, field: string, text: string, role?: string) {
      counted.fields += 1;
      await fill(page, field, text, role);
    },
    /** In a window that closes by the click. */
    async clickIn(page: Page, button: string) {
      counted.clicks += 1;
      const handle = await find(page, 'button', button);
      await handle.click().catch(error => {
        if (!page.isClosed()) throw error;
      });
    },
    /** The browser's own question can't be clicked by a script: it was answered before. */
    answerBrowser() {
      counted.clicks += 1;
    },
  };
}

describe.each(BROWSERS)('one’s own mailbox in %s', name => {
  const user = `anna-${name}`;
  const address = `${user}@facteur.test`;
  let home: string;
  let program: ChildProcess | undefined;
  let session: BrowserSession;
  let settings: Page;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'facteur-home-'));
    await dovecot.setPassword(user, 'secret of anna');
    for (const subject of ['one', 'two', 'three']) await dovecot.deliver(user, mail(subject));
    program = await startProgram(home);
    session = await launchBrowser(name, {
      extension: resolve('dist', buildFolder(name)),
      executable: findBrowser(name) ?? name,
      headless: true,
      language: 'en-US',
    });
    await session.allowHost('http://127.0.0.1/*');
    settings = await openSettingsAfterInstallation(session);
  });
  afterAll(async () => {
    await session?.close();
    await stop(program);
    await rm(home, { recursive: true, force: true });
  });

  const badge = (text: string) =>
    waitFor(
      () => look(settings),
      it => it.badge === text,
    );

  const accounts = async () => {
    const { accounts } = (await readStored(settings)) as { accounts?: { data: { name: string }[] } };
    return accounts?.data.map(it => it.name) ?? [];
  };

  /** In the sign-in window, with a certificate that is unknown. */
  async function signIn(person: ReturnType<typeof createPerson>, page: string, password: string) {
    const window = await flowWindow({ session }, page);
    await person.fill(window, 'E-mail address', address);
    await window.focus('#password');
    person.counted.fields += 1;
    await window.keyboard.type(password);
    await Promise.all([window.waitForNavigation(), person.click(window, 'Sign in')]);
    await person.clickIn(window, 'Trust this certificate');
    await windowClosed({ session }, page);
  }

  it('takes five clicks at most, and two fields', async () => {
    const person = createPerson();
    await person.click(settings, 'Connect');
    person.answerBrowser();
    await signIn(person, SIGN_IN_PAGE, 'secret of anna');
    await badge('3');
    expect(person.counted).toEqual({ clicks: 4, fields: 2 });
    expect(await accounts()).toEqual([address]);
  });

  it('needs no question after a restart of the gateway and the browser', async () => {
    await stop(program);
    program = await startProgram(home);
    await dovecot.deliver(user, mail('four'));
    await session.killBackground();
    await forgetSession(settings);
    await wake(settings);
    await waitFor(session.isBackgroundRunning, running => running);
    await checkNow(settings);
    await badge('4');
  });

  it('says that the password was changed at the server, and goes on with the new one', async () => {
    await dovecot.changePassword(user, 'new secret');
    await stop(program);
    program = await startProgram(home);
    await waitFor(
      async () => {
        await checkNow(settings);
        const popup = await session.openExtensionPage(POPUP_PAGE);
        await popup.waitForSelector('footer');
        const problem = await problemIn(popup);
        await popup.close();
        return problem;
      },
      problem => problem.includes('is no longer accepted'),
    );
    const person = createPerson();
    await person.click(settings, 'Sign in');
    await signIn(person, SIGN_IN_PAGE, 'new secret');
    await badge('4');
    expect(await accounts()).toEqual([address]);
    await dovecot.changePassword(user, 'secret of anna');
  });

  it('takes one address more where the gateway is not the usual one', async () => {
    await press(settings, 'Remove');
    await stop(program);
    const port = String(await freePort());
    program = await startProgram(home, '--port', port);
    const person = createPerson();
    await person.click(settings, 'Add account');
    await person.fill(settings, 'Gateway or API address', `127.0.0.1:${port}`);
    await person.click(settings, 'Save account');
    person.answerBrowser();
    await signIn(person, `http://127.0.0.1:${port}/sign-in`, 'secret of anna');
    await badge('4');
    expect(person.counted).toEqual({ clicks: 5, fields: 3 });
    expect(await accounts()).toEqual([address]);
  });
});
