import { resolve } from 'node:path';
import { hostPattern } from '../core/account/account';
import type { GatewayAddresses } from '../core/account/gateway-address';
import { startGateway } from '../gateway/server/server';
import { BROWSER_NEEDS, findBrowser } from './browsers/find';
import { buildFolder, launchBrowser } from './browsers/launch';
import { type BrowserName, type BrowserSession, OPTIONS_PAGE } from './browsers/session';
import { ensureInstalled } from './machine';
import type { MailSource } from './mail-source';
import { addAccount, getToken, setInterval } from './pages';

/** Unread e-mails that the gateway's overview lists. */
export const LIST_LENGTH = 20;

export interface TrialOptions {
  browser: BrowserName | undefined;
  headless: boolean;
  source: MailSource;
  log(line: string): void;
  /** Stops a start under way; what it has started by then ends. */
  interrupted: AbortSignal;
}

/** A browser with Facteur in it, connected to a mailbox. */
export type Trial = Awaited<ReturnType<typeof startTrial>>;

/**
 * Starts the gateway and a browser, signs in and adds the account through the pages a user would use.
 * @throws UserError where no browser is to be had, the signal's reason when it is interrupted
 */
export async function startTrial({ browser, headless, source, log, interrupted }: TrialOptions) {
  const name = chooseBrowser(browser);
  ensureInstalled([BROWSER_NEEDS[name]], log);
  const executable = findBrowser(name) ?? name;
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
    const extension = resolve(import.meta.dirname, '..', buildFolder(name));
    session = await launchBrowser(name, { extension, executable, headless });
    interrupted.throwIfAborted();
    await session.pinToToolbar();
    await session.allowHost(hostPattern(gateway.apiAddress));
    const settingsPage = await connect(session, gateway, source);
    interrupted.throwIfAborted();
    return { session, source, gateway, settingsPage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function chooseBrowser(wanted: BrowserName | undefined): BrowserName {
  if (wanted) return wanted;
  return findBrowser('chromium') || !findBrowser('firefox') ? 'chromium' : 'firefox';
}

async function connect(
  session: BrowserSession,
  gateway: GatewayAddresses,
  { name, signIn, mailbox }: MailSource,
) {
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
