import { expect, test } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { GRANT, MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { callFor, cookiesOf, inputOf, type OpenGateway, pageOf, visit } from '../open-gateway';
import { type OAuthSetup, openAtProvider, signInThere } from './oauth-walk';

/** A gateway, with who has signed in there and whose grants are stored. */
async function open(setup: OAuthSetup = {}) {
  const { gateway, tried, store } = await openAtProvider(setup);
  return {
    gateway,
    async signIn(query = '') {
      const response = await signInThere(gateway, { query });
      const page = query === '' ? await pageOf(response) : undefined;
      return { token: page && inputOf(page, 'token').value, cookie: cookiesOf(response) };
    },
    /** Of each sign-in: whether its grant is stored. */
    grants: () =>
      Promise.all(
        tried.map(
          async ({ login }) => 'grant' in login && (await store.grants.get(login.grant.id)) !== undefined,
        ),
      ),
  };
}

const end = (gateway: OpenGateway, token = '') =>
  visit(gateway, '/end-token', { method: 'POST', body: new URLSearchParams({ token }) });

async function signOut(gateway: OpenGateway, cookie: string, fields: Record<string, string> = {}) {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  const form = page.querySelector('form[action="/sign-out"]')?.outerHTML ?? '';
  const only = await pageOf(new Response(form));
  const body = new URLSearchParams({ form: inputOf(only, 'form').value, ...fields });
  const response = await visit(gateway, '/sign-out', { method: 'POST', body, headers: { cookie } });
  expect(response.headers.get('location')).toBe('/?signed-out=1');
}

test('the end of a token ends its grant, and no other one of its person', async () => {
  const { gateway, signIn, grants } = await open();
  const first = await signIn();
  await signIn();
  await end(gateway, first.token);
  expect(await grants()).toEqual([false, true]);
});

test('signing out ends the grant of the same sign-in', async () => {
  const { gateway, signIn, grants } = await open();
  await signIn();
  const { cookie } = await signIn();
  await signOut(gateway, cookie);
  expect(await grants()).toEqual([true, false]);
});

test('signing out ends the grant of a sign-in that has given no token', async () => {
  const { gateway, signIn, grants } = await open();
  await signIn();
  const { cookie } = await signIn('?next=/mail');
  await signOut(gateway, cookie);
  expect(await grants()).toEqual([true, false]);
});

test('signing out everywhere ends all grants of its person', async () => {
  const { gateway, signIn, grants } = await open();
  await signIn();
  await signIn('?next=/mail');
  const { cookie } = await signIn();
  await signOut(gateway, cookie, { everywhere: '' });
  expect(await grants()).toEqual([false, false, false]);
});

test('a grant that the mail server refuses is forgotten with its token', async () => {
  const counts = () => Promise.reject(new MailboxError('refused', 'no', GRANT));
  const { gateway, signIn, grants } = await open({
    own: { open: () => ({ ...createDemoMailbox(), counts }) },
  });
  const { token = '' } = await signIn();
  expect((await callFor(gateway, 'NoEMails', token)).text).toContain('<code>103</code>');
  expect(await grants()).toEqual([false]);
});

test('the end of the last token leaves a sign-in that is under way', async () => {
  const signedIn: (() => Promise<unknown>)[] = [];
  const { gateway, signIn, grants } = await open({
    own: { test: async () => void (await signedIn.shift()?.()) },
  });
  const { token } = await signIn();
  signedIn.push(() => end(gateway, token));
  await signIn();
  expect(await grants()).toEqual([false, true]);
});
