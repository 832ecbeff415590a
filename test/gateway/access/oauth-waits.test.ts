import { describe, expect, test } from 'vitest';
import { MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { makeProvider } from '../oauth/make-provider';
import { cookiesOf, type OpenGateway, pageOf, submit, visit } from '../open-gateway';
import {
  ANNA,
  enterAddress,
  foundAt,
  foundElsewhere,
  linkIn,
  openAtProvider,
  problemIn,
  signInThere,
} from './oauth-walk';

const JEAN = 'jean@gmail.com';

const refuse = async () => {
  throw new MailboxError('refused', 'x', 'AUTHENTICATIONFAILED');
};

/** Sends a wrong password again and again. Returns the last page. */
async function guess(gateway: OpenGateway, page: Document, times: number): Promise<Document> {
  for (let i = 0; i < times; i++) page = await pageOf(await submit(gateway, page, { password: `${i}` }));
  return page;
}

describe('wrong passwords of strangers', () => {
  test('close neither the sign-in at a provider, nor the way to the password', async () => {
    const { gateway } = await openAtProvider({
      providers: [makeProvider({ id: 'google', name: 'Google' })],
      own: { find: async address => foundAt(address), test: refuse },
    });
    const { page } = await enterAddress(gateway, JEAN);
    const form = await pageOf(await submit(gateway, page, { way: 'password' }));
    expect(problemIn(await guess(gateway, form, 7))).toMatch(/^Too many sign-ins/);
    const later = await enterAddress(gateway, JEAN);
    expect(linkIn(later.page)).toMatch(/^\/sign-in\/google\?/);
    const again = await pageOf(await submit(gateway, later.page, { way: 'password' }));
    expect(again.querySelector('#password')).not.toBeNull();
    expect(problemIn(again)).toBe('');
  });

  test('don’t close the provider in front of a mailbox that is set up', async () => {
    const { gateway } = await openAtProvider({
      own: undefined,
      options: {
        accounts: [
          { user: ANNA, password: undefined, mailbox: { counts: refuse } as never, front: 'company' },
          { user: 'bert', password: 'right', mailbox: { counts: refuse } as never },
        ],
      },
    });
    const { page } = await enterAddress(gateway, 'bert');
    expect(problemIn(await guess(gateway, page, 11))).toMatch(/^Too many sign-ins/);
    expect(linkIn((await enterAddress(gateway, ANNA)).page)).toMatch(/^\/sign-in\/company\?/);
  });
});

describe('servers are looked up for one network', () => {
  const open = async () => {
    const asked: string[] = [];
    const opened = await openAtProvider({
      own: {
        find: async address => {
          asked.push(address);
          return foundElsewhere();
        },
      },
    });
    return { ...opened, asked };
  };
  const askMuch = async (gateway: OpenGateway) => {
    const form = await pageOf(await visit(gateway, '/sign-in'));
    // Neither an empty password nor one that isn’t sent is a way round.
    const ask = (i: number) =>
      submit(gateway, form, { user: `${i}@elsewhere.example`, ...(i % 2 === 0 && { password: '' }) });
    for (let i = 0; i < 60; i++) await ask(i);
    return ask(60);
  };

  test('60 times a minute', async () => {
    const { gateway, asked } = await open();
    const response = await askMuch(gateway);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(problemIn(await pageOf(response))).toMatch(/^Too many sign-ins at present\. Try again in/);
    expect(asked).toHaveLength(60);
    gateway.clock.now += 60_000;
    expect((await enterAddress(gateway, 'x@elsewhere.example')).response.status).toBe(200);
  });

  test('and a form that needs no look-up is free', async () => {
    const { gateway, asked } = await open();
    const { page } = await enterAddress(gateway, 'jean@elsewhere.example');
    for (let i = 0; i < 4; i++) await submit(gateway, page, { password: `${i}` });
    for (let i = 0; i < 5; i++) await enterAddress(gateway, 'no address');
    expect(asked).toHaveLength(1);
    for (let i = 0; i < 59; i++) await enterAddress(gateway, `${i}@elsewhere.example`);
    expect(asked).toHaveLength(60);
    expect((await enterAddress(gateway, 'x@elsewhere.example')).response.status).toBe(429);
  });

  test('and always for a browser whose person has signed in at the address’s provider', async () => {
    const { gateway } = await open();
    const known = cookiesOf(await signInThere(gateway));
    expect(known).toContain('facteur-known=');
    await askMuch(gateway);
    expect(linkIn((await enterAddress(gateway, ANNA)).page)).toBe('');
    const again = await enterAddress(gateway, ANNA, '', known);
    expect(linkIn(again.page)).toMatch(/^\/sign-in\/company\?/);
  });
});
