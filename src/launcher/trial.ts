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

/** How many unread e-mails the gateway lists in an answer. */
export const LIST_LENGTH = 20;

/** Advice for a step that fails because the browser has ended. */
export const START_AGAIN = 'If you have closed the browser, start again: npm start';

export interface TrialOptions {
  browser: BrowserName;
  executable: string;
  headless: boolean;
  /** For temporary files. */
  folder: string;
  source: MailSource;
  /** Cancels the start. The gateway and the browser are then closed again. */
  interrupted: AbortSignal;
}

/** A browser with Facteur in it, connected to a mailbox. */
export type Trial = Awaited<ReturnType<typeof startTrial>>;

/**
 * Starts the gateway and a browser, and builds the extension. Then signs in and adds the account in the pages, as
 * a user does.
 * @throws UserError if one of these fails; the signal's reason after an interruption
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
  /** Closes all that was started. A second call shares the first. */
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
        // Built after the browser has started, so that a browser that can't start is reported without a wait.
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

/** Rejects if the gateway can't be reached. It may listen though the loopback interface is down. */
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
  // Closes the browser's first tab and the settings that the extension opened at installation.
  for (const other of await session.pages()) if (other !== page) await other.close();
  return page;
}
