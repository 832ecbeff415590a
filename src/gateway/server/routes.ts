import { API_PATH } from '../../core/account/gateway-address';
import { GATEWAY_FACTS_PATH } from '../../core/account/gateway-facts';
import type { Gateway } from '../access/gateway';
import { answerApi } from '../api/api';
import { factsReply } from '../api/facts';
import { BadForm, type Call, type Reply } from '../http/http';
import { MailboxError } from '../mailbox/mailbox';
import { icon, script, styleSheet } from '../pages/assets';
import { errorPage, mailboxErrorPage } from '../pages/error';
import { homePage } from '../pages/home';
import { changeReading, mailPage } from '../pages/mail';
import { leaveManager, managerPage } from '../pages/manager/manager';
import { registerPage, registerService } from '../pages/manager/register';
import { managedPage, manageService, samplesReply } from '../pages/manager/service';
import { changeMessage, messagePage } from '../pages/message';
import { privacyPage, savePrivacy } from '../pages/privacy';
import { logoReply } from '../pages/service-card';
import { atOwnName } from '../pages/sign-in/own-name';
import { finishAtProvider } from '../pages/sign-in/provider-callback';
import { startAtProvider } from '../pages/sign-in/provider-start';
import { signIn, signInPage } from '../pages/sign-in/sign-in';
import { endToken, signOut } from '../pages/sign-in/sign-out';

type Handler = (call: Call, gateway: Gateway) => Reply | Promise<Reply>;
type Methods = { readonly GET?: Handler; readonly POST?: Handler };

const showSignIn = atOwnName(signInPage);

const PAGES: Readonly<Record<string, Methods>> = {
  // An extension that knows only the gateway's address brings the one to go back to.
  '/': { GET: (call, gateway) => (call.query.has('redirect_uri') ? showSignIn : homePage)(call, gateway) },
  '/sign-in': { GET: showSignIn, POST: signIn },
  '/sign-out': { POST: signOut },
  '/privacy': { GET: privacyPage, POST: savePrivacy },
  '/mail': { GET: mailPage, POST: changeReading },
  '/manager': { GET: managerPage, POST: leaveManager },
  '/manager/new': { GET: registerPage, POST: registerService },
  [GATEWAY_FACTS_PATH]: { GET: factsReply },
  '/end-token': { POST: endToken },
  '/style.css': { GET: styleSheet },
  '/page.js': { GET: script },
  '/icon.svg': { GET: icon },
};

/** Those for programs, and files: for them, nobody needs to be signed in. */
const WITHOUT_SESSION: readonly string[] = [
  ...[API_PATH, GATEWAY_FACTS_PATH, '/end-token'],
  ...['/style.css', '/page.js', '/icon.svg'],
];

export const needsSession = (path: string): boolean => !WITHOUT_SESSION.includes(path);

/** Answers a request. The caller has checked its host. */
export async function answer(call: Call, gateway: Gateway): Promise<Reply> {
  if (call.path === API_PATH) return answerApi(call, gateway);
  const methods = methodsOf(call.path);
  if (methods === undefined) return errorPage('notFound', call.language);
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  const handle = method === 'GET' || method === 'POST' ? methods[method] : undefined;
  if (handle === undefined) {
    const allowed = [methods.GET && 'GET, HEAD', methods.POST && 'POST'].filter(Boolean).join(', ');
    const reply = errorPage('wrongMethod', call.language);
    return { ...reply, headers: { ...reply.headers, Allow: allowed } };
  }
  // A token is posted by a program, and is proof enough.
  if (method === 'POST' && call.crossSite && handle !== endToken) {
    gateway.log.warn('page: refused a form of another site');
    return errorPage('foreignForm', call.language);
  }
  try {
    return await handle(call, gateway);
  } catch (error) {
    if (error instanceof BadForm) return errorPage('badForm', call.language);
    if (!(error instanceof MailboxError)) throw error;
    gateway.log.debug(`page: failed (${error.trouble})`);
    const user = call.query.get('user') ?? call.session?.user ?? '';
    return mailboxErrorPage(error, call.language, { isSetUp: gateway.accounts.isSetUp(user) });
  }
}

function methodsOf(path: string): Methods | undefined {
  if (Object.hasOwn(PAGES, path)) return PAGES[path];
  const [, service] = /^\/services\/([a-z0-9-]+)\/logo$/.exec(path) ?? [];
  if (service !== undefined) return { GET: (call, gateway) => logoReply(service, call, gateway) };
  const [, provider] = /^\/sign-in\/([a-z0-9-]+)$/.exec(path) ?? [];
  if (provider !== undefined) {
    return { GET: (call, gateway) => startAtProvider(provider, call, gateway) };
  }
  const [, asked] = /^\/sign-in\/callback\/([a-z0-9-]+)$/.exec(path) ?? [];
  if (asked !== undefined) {
    return { GET: atOwnName((call, gateway) => finishAtProvider(asked, call, gateway)) };
  }
  const [, managed] = /^\/manager\/services\/([a-z0-9-]+)$/.exec(path) ?? [];
  if (managed !== undefined) {
    return {
      GET: (call, gateway) => managedPage(managed, call, gateway),
      POST: (call, gateway) => manageService(managed, call, gateway),
    };
  }
  const [, sampled] = /^\/manager\/services\/([a-z0-9-]+)\/samples\.zip$/.exec(path) ?? [];
  if (sampled !== undefined) return { GET: (call, gateway) => samplesReply(sampled, call, gateway) };
  return messageMethods(path);
}

function messageMethods(path: string): Methods | undefined {
  const [, encoded] = /^\/message\/([^/]+)$/.exec(path) ?? [];
  if (encoded === undefined) return undefined;
  try {
    const id = decodeURIComponent(encoded);
    return {
      GET: (call, gateway) => messagePage(id, call, gateway),
      POST: (call, gateway) => changeMessage(id, call, gateway),
    };
  } catch {
    return undefined;
  }
}
