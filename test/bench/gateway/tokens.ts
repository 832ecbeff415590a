import { setTimeout as sleep } from 'node:timers/promises';
import { ELEMENT } from '../../../src/core/answer/api-vocabulary';
import { PASSWORD } from './mail-server';

/** How many people sign in at a time. */
const AT_ONCE = 16;
const TRIES = 5;

/** Signs users in at the sign-in page, as people do, and returns the address of each one's API call. */
export async function signInAll(
  origin: string,
  users: readonly string[],
  tell: (done: number) => void = () => {},
): Promise<string[]> {
  const page = await visitSignIn(origin);
  const addresses: string[] = [];
  let next = 0;
  const signIn = async () => {
    for (let i = next++; i < users.length; i = next++) {
      const token = await tokenOf(origin, users[i] ?? '', page);
      addresses[i] = apiAddress(origin, token);
      if ((i + 1) % 500 === 0) tell(i + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, signIn));
  return addresses;
}

export function apiAddress(origin: string, token: string): string {
  const infos = 'NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed';
  return `${origin}/PersonalMessages/V2?${new URLSearchParams({ action: 'getPersonalMessages', infos, token })}`;
}

interface SignInPage {
  readonly cookie: string;
  /** The secret of the form, which belongs to the cookie. */
  readonly form: string;
}

async function visitSignIn(origin: string): Promise<SignInPage> {
  const response = await fetch(`${origin}/sign-in`);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const [, form = ''] = /name="form" value="([^"]+)"/.exec(await response.text()) ?? [];
  return { cookie, form };
}

async function tokenOf(origin: string, user: string, { cookie, form }: SignInPage): Promise<string> {
  let last = '';
  for (let tries = 0; tries < TRIES; tries++) {
    const body = new URLSearchParams({ user, password: PASSWORD, form });
    const response = await fetch(`${origin}/sign-in`, { method: 'POST', body, headers: { cookie } });
    last = await response.text();
    const [, token] = /id="token"[^>]*>([^<]+)</.exec(last) ?? [];
    if (token !== undefined) return token;
    await sleep(1000);
  }
  const notices = [...last.matchAll(/class="notice[^>]*>([^<]+)</g)].map(([, text]) => text);
  throw new Error(`${user} can’t sign in: ${notices.join(' ')}`);
}

/** How many messages an answer lists. Undefined for an error. */
export function mailsIn(answer: string): number | undefined {
  if (!answer.includes('<NoUnReadMails>')) return undefined;
  return answer.split(`<${ELEMENT.id}>`).length - 1;
}
