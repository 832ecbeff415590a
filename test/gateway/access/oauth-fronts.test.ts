import { describe, expect, test, vi } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { GRANT, MailboxError, NO_OAUTH } from '../../../src/gateway/mailbox/mailbox';
import { cookiesOf, inputOf, pageOf, submit, visit } from '../open-gateway';
import {
  ANNA,
  enterAddress,
  isSignedIn,
  linkIn,
  MAIL_SERVER,
  openAtProvider,
  problemIn,
  send,
  signInThere,
} from './oauth-walk';

describe('a mailbox that the operator has set up, with a provider as its front', () => {
  const accounts = [
    { user: ANNA, password: undefined, mailbox: createDemoMailbox(), front: 'company' },
    { user: 'bert', password: 'right', mailbox: createDemoMailbox() },
  ];

  test('opens after the sign-in there, and keeps no tokens of it', async () => {
    const { gateway, tried, store } = await openAtProvider({ own: undefined, options: { accounts } });
    vi.spyOn(store.grants, 'change').mockRejectedValue(new Error('stored'));
    expect(
      isSignedIn(await pageOf(await signInThere(gateway, { address: 'ANNA@example.org', as: ANNA }))),
    ).toBe(true);
    expect(tried).toEqual([]);
  });

  test('is called as its person has typed it, not as the config file spells it', async () => {
    const { gateway } = await openAtProvider({ own: undefined, options: { accounts } });
    const { page } = await enterAddress(gateway, 'aNNa@example.org');
    expect(page.querySelector('.chosen bdi')?.textContent).toBe('aNNa@example.org');
    expect(page.body.innerHTML).not.toContain(ANNA);
  });

  test('opens by no password, and not by none', async () => {
    const { gateway } = await openAtProvider({ own: undefined, options: { accounts } });
    const form = await pageOf(await visit(gateway, '/sign-in'));
    for (const password of ['', 'right']) {
      const page = await pageOf(await send(gateway, form, { user: ANNA, password }));
      expect(isSignedIn(page)).toBe(false);
      expect(linkIn(page)).toMatch(/^\/sign-in\/company\?/);
    }
  });

  test('with a password is opened by no provider, also under another spelling of its domain', async () => {
    const user = 'anna@xn--exmple-cua.org';
    const { gateway, tried } = await openAtProvider({
      overrides: { domains: ['xn--exmple-cua.org'] },
      options: { accounts: [{ user, password: 'right', mailbox: createDemoMailbox() }] },
    });
    const { page } = await enterAddress(gateway, 'anna@exämple.org');
    expect(linkIn(page)).toBe('');
    const answer = await pageOf(await submit(gateway, page, { password: 'wrong' }));
    expect(problemIn(answer)).toBe('Wrong user name or password.');
    expect(isSignedIn(await pageOf(await submit(gateway, answer, { password: 'right' })))).toBe(true);
    expect(tried).toEqual([]);
  });

  test.each([
    [GRANT, 'refused', false, 'The mail server no longer accepts this sign-in', /facteur-gateway sign-in/],
    [
      GRANT,
      'refused',
      true,
      'This mailbox isn’t connected yet',
      /has to sign in for it first: facteur-gateway/,
    ],
    [
      NO_OAUTH,
      'noPassword',
      false,
      'The mail server doesn’t accept this sign-in',
      /no sign-ins at a provider/,
    ],
  ] as const)('that says %s is left to the operator', async (code, trouble, hasNoGrant, title, text) => {
    let fails = true;
    const demo = createDemoMailbox();
    const counts = () =>
      fails ? Promise.reject(new MailboxError(trouble, 'x', code, { hasNoGrant })) : demo.counts();
    const mailbox = { ...demo, counts };
    const { gateway } = await openAtProvider({
      own: undefined,
      options: { accounts: [{ user: ANNA, password: undefined, mailbox, front: 'company' }] },
    });
    const check = (page: Document) => {
      expect(page.querySelector('h1')?.textContent).toBe(title);
      expect(page.body.textContent).toMatch(text);
      expect(page.querySelector('a.main')).toBeNull();
    };
    check(await pageOf(await signInThere(gateway)));
    fails = false;
    const cookie = cookiesOf(await signInThere(gateway));
    fails = true;
    check(await pageOf(await visit(gateway, '/mail', { headers: { cookie } })));
  });

  test('leaves the others with their passwords', async () => {
    const { gateway } = await openAtProvider({ own: undefined, options: { accounts } });
    const { page } = await enterAddress(gateway, 'bert');
    expect(inputOf(page, 'user').value).toBe('bert');
    expect(isSignedIn(await pageOf(await submit(gateway, page, { password: 'right' })))).toBe(true);
  });
});

test('with a master user, the mail server is asked for the address that the provider has verified', async () => {
  const { gateway, tried } = await openAtProvider({
    overrides: {
      mail: { server: MAIL_SERVER, webmail: undefined, master: { user: '{address}*gateway', password: 'x' } },
    },
  });
  const page = await pageOf(await signInThere(gateway, { address: 'ANNA@example.org', as: ANNA }));
  expect(isSignedIn(page)).toBe(true);
  expect(tried.map(({ login }) => login)).toEqual([
    { user: ANNA, master: 'company', grant: expect.objectContaining({ provider: 'company' }) },
  ]);
});
