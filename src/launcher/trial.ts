import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { hostPattern } from '../core/account/account';
import type { GatewayAddresses } from '../core/account/gateway-address';
import { startGateway } from '../gateway/server/server';
import { launchBrowser, whileOpen } from './browsers/launch';
import { type BrowserName, type BrowserSession, OPTIONS_PAGE } from './browsers/session';
import { buildExtension } from './extension';
import type { MailSource } from './mail-source';
import { addAccount, getToken, setInterval } from './pages';
import { attempt } from './user-error';

/** Unread e-mails that the gateway's overview lists. */
export const LIST_LENGTH = 20;

/** What to do when the browser goes away meanwhile. */
export const START_AGAIN = 'If you have closed the browser, start again: npm start';

export interface TrialOptions {
  browser: BrowserName;
  executable: string;
  headless: boolean;
  /** For what is thrown away afterwards. */
  folder: string;
  source: MailSource;
  /** Stops a start under way; what it has started by then ends. */
  interrupted: AbortSignal;
}

/** A browser with Facteur in it, connected to a mailbox. */
export type Trial = Awaited<ReturnType<typeof startTrial>>;

/**
 * Starts the gateway and a browser, builds the extension, signs in and adds the account through the pages a user would
 * use.
 * @throws UserError where one of these fails, the signal's reason when it is interrupted
 */
export async function startTrial({
  browser,
  executable,
  headless,
  folder,
  source,
  interrupted,
}: TrialOptions) {
  const { mailbox, signIn } = source;
  const accounts = [{ ...signIn, mailbox }];
  const gateway = await startGateway({ port: 0, accounts, listLength: LIST_LENGTH });
  let session: BrowserSession | undefined;
  let closing: Promise<void> | undefined;
  /** Ends all that was started; a second call waits for the first. */
  const close = () => {
    closing ??= (async () => {
      await session?.close();
      await gateway.close();
      await mailbox.close?.();
    })();
    return closing;
  };
  try {
    await attempt(
      'reach this computer at 127.0.0.1',
      'Switch its loopback interface on; on Linux: sudo ip link set lo up',
      () => reach(gateway.origin),
    );
    const started = await attempt(`install Facteur in ${executable}`, START_AGAIN, () =>
      launchBrowser(browser, {
        // Built once the browser has started: where it can't, nobody waits for the build.
        extension: () => buildExtension(browser, join(folder, 'extension')),
        executable,
        headless,
        closedOnSignals: true,
      }),
    );
    session = started;
    interrupted.throwIfAborted();
    const settingsPage = await attempt(`set Facteur up in ${started.version}`, START_AGAIN, () =>
      whileOpen(started, setUp(started, gateway, source)),
    );
    interrupted.throwIfAborted();
    return { session, source, gateway, settingsPage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rejects where no connection is to be had; only one that is tried tells whether the network is there at all. */
async function reach(origin: string): Promise<void> {
  const { port, hostname } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.destroy();
}

async function setUp(
  session: BrowserSession,
  gateway: GatewayAddresses,
  { name, signIn, mailbox }: MailSource,
) {
  await session.pinToToolbar();
  await session.allowHost(hostPattern(gateway.apiAddress));
  const page = await session.newPage();
  const token = await getToken(page, gateway.signInPage, signIn);
  await session.openExtensionPage(OPTIONS_PAGE, page);
  await setInterval(page, 1);
  await addAccount(page, {
    name,
    endpoint: gateway.apiAddress,
    token,
    signInPage: gateway.signInPage,
    webmail: mailbox.webmail ?? gateway.webmailAddress,
  });
  // The browser's first tab, and the settings that the extension opened when it was installed.
  for (const other of await session.pages()) if (other !== page) await other.close();
  return page;
}
