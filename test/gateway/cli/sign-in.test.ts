import { describe, expect, test, vi } from 'vitest';
import { signInMailbox } from '../../../src/gateway/cli/sign-in';
import type { MailboxLogin } from '../../../src/gateway/config/mailbox-login';
import type { MailboxSetup } from '../../../src/gateway/config/mailboxes';
import { type OAuthClient, OAuthError, type OAuthTokens } from '../../../src/gateway/oauth/oauth-client';
import { makeProvider } from '../oauth/make-provider';

const TOKENS: OAuthTokens = { accessToken: 'access', refreshToken: 'refresh', expires: 1 };
const ANN = { user: 'Ann@Example.org', oauth: makeProvider({ name: 'Example' }) };

const setUp = (name: string, login: MailboxLogin) => ({ name, account: { login } }) as MailboxSetup;
const MAILBOXES = [setUp('work', ANN), setUp('home', { user: 'ann', password: 'x' })];

/** Signs in to this mailbox; `wait` is what happens at the provider. */
async function signIn(
  mailbox: string,
  wait: () => Promise<string>,
  tokens: OAuthTokens = TOKENS,
  isLetIn = true,
) {
  const lines: string[] = [];
  const keepSetUp = vi.fn(async () => {});
  const device = {
    page: 'https://id.example.org/activate',
    code: 'ABCD-EFGH',
    wait: async () => ({ tokens, addresses: [await wait()], isVerified: false, denied: [] }),
  };
  const client = { beginOnDevice: async () => device } as unknown as OAuthClient;
  const check = async ({ name }: MailboxSetup) => {
    lines.push(`  the check of ${name}`);
    return isLetIn;
  };
  const place = { clientOf: () => client, keepSetUp, check };
  let works: boolean | undefined;
  const error = await signInMailbox(mailbox, MAILBOXES, place, line => lines.push(line)).then(
    it => {
      works = it;
    },
    (it: Error) => it.message,
  );
  return { shown: lines.join('\n'), works, error, keepSetUp };
}

describe('the command sign-in', () => {
  test('prints page and code, waits, keeps the tokens, and tries the mailbox', async () => {
    const { shown, works, keepSetUp, error } = await signIn('work', async () => 'ann@example.org');
    expect(works).toBe(true);
    expect(error).toBeUndefined();
    expect(
      shown,
    ).toBe(`To let Facteur read Ann@Example.org, open this page on any device, enter the code, and sign in:

  https://id.example.org/activate
  ABCD-EFGH

Waiting for Example …
Signed in as Ann@Example.org at Example. Trying work …
  the check of work
The gateway can read it now.`);
    expect(keepSetUp.mock.calls).toEqual([[ANN, TOKENS]]);
  });

  test('says if the mail server doesn’t let the gateway in', async () => {
    const { shown, works } = await signIn('work', async () => 'ann@example.org', TOKENS, false);
    expect(shown).toMatch(/\n {2}the check of work\nThe gateway can’t read it: see the lines with ✗\.$/);
    expect(works).toBe(false);
  });

  test('keeps nothing of somebody else', async () => {
    const { error, keepSetUp } = await signIn('work', async () => 'bob@example.org');
    expect(error).toMatch(/^bob@example\.org has signed in at Example instead of Ann@Example\.org/);
    expect(keepSetUp).not.toHaveBeenCalled();
  });

  test('says why nobody has signed in', async () => {
    const { error } = await signIn('work', async () => {
      throw new OAuthError('cancelled', 'the sign-in was refused', 'access_denied');
    });
    expect(error).toBe('the sign-in was refused');
  });

  test('says what to do if the gateway would soon be out again', async () => {
    const tokens = { ...TOKENS, refreshToken: undefined };
    const { error, keepSetUp } = await signIn('work', async () => 'ann@example.org', tokens);
    expect(error).toMatch(/offline_access, to scopes in \[oauth\.company\]/);
    expect(keepSetUp).not.toHaveBeenCalled();
  });

  test.each([
    ['home', /^home has a password/],
    ['other', /^no mailbox other signs in at a provider: use work$/],
  ])('refuses the mailbox %s', async (mailbox, message) => {
    expect((await signIn(mailbox, async () => '')).error).toMatch(message);
  });
});
