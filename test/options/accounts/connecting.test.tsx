import { afterEach, describe, expect, test, vi } from 'vitest';
import type { GatewayFacts } from '../../../src/core/account/gateway-facts';
import type { Connecting } from '../../../src/options/accounts/connect-gateway';
import type { OptionsActions } from '../../../src/options/props';
import { makeAccount, makeState } from '../../make';
import {
  all,
  button,
  buttons,
  click,
  deferred,
  describedBy,
  field,
  fill,
  one,
  show,
  textOf,
} from '../../page';
import { t } from '../../translate';
import { localGateway, oneAccount, open } from '../open-options';

afterEach(() => show(null));

const FIELD = 'Gateway or API address';
const answers = (facts: GatewayFacts | undefined): Partial<OptionsActions> => ({ knock: async () => facts });
const ends = (end: Connecting): Partial<OptionsActions> => ({ connect: async () => end });
/** The page asks for the gateway on this computer after it was drawn. */
const gatewayShown = () => vi.waitFor(() => one('.gateway'));
const status = () => textOf(one('[role=status]'));
const details = () => one<HTMLDetailsElement>('.account-form details');

/** Opens the form and submits an address; returns the actions. */
async function enter(address: string, actions: Partial<OptionsActions> = {}) {
  const done = await open(makeState({}), actions, 'new');
  await fill(FIELD, address);
  await click(button('Save account'));
  return done;
}

describe('the gateway on this computer', () => {
  const begin = async (facts: GatewayFacts | undefined, actions: Partial<OptionsActions> = {}) => {
    const done = await open(makeState({}), { ...answers(facts), ...actions }, undefined, {
      firstRun: 'begun',
    });
    if (facts) await gatewayShown();
    return done;
  };

  test('is offered in the first steps once it answers', async () => {
    const done = await begin(localGateway);
    expect(buttons(one('.first-run'))).toEqual(['Connect', 'Try the demo', 'Add account']);
    expect(textOf(one('.gateway'))).toContain('Facteur’s gateway on this computer');
    expect(one('.first-run').textContent).not.toContain('npm run gateway');
    expect(status()).toBe('Facteur’s gateway on this computer');
    await click(button('Connect'));
    expect(done.connected).toEqual([[localGateway.apiAddress, {}]]);
  });

  test('is offered above the form, also beside other accounts, and the form closes afterwards', async () => {
    const done = await open(oneAccount, answers(localGateway));
    expect(all('.gateway')).toEqual([]);
    await click(button('Add account'));
    await gatewayShown();
    await click(button('Connect'));
    expect(done.connected).toHaveLength(1);
    expect(all('.account-form')).toEqual([]);
    expect(all('.gateway')).toEqual([]);
  });

  test('offers its demo as the demo', async () => {
    const done = await begin(localGateway);
    await click(button('Try the demo'));
    expect(done.did).toEqual(['try demo']);
    expect(done.connected).toEqual([]);
  });

  test('has no other offer if it has only the demo', async () => {
    await begin({ ...localGateway, onlyDemo: true });
    expect(buttons(one('.gateway'))).toEqual(['Try the demo']);
    expect(textOf(one('.gateway'))).toContain(t('onlyDemoHelp'));
  });

  test('offers no demo if it has none', async () => {
    await begin({ ...localGateway, demo: undefined });
    expect(buttons(one('.gateway'))).toEqual(['Connect']);
  });

  test('is looked for again when the user comes back to the page', async () => {
    const knock = vi.fn(async (): Promise<GatewayFacts | undefined> => undefined);
    await begin(undefined, { knock });
    await vi.waitFor(() => expect(knock).toHaveBeenCalledTimes(1));
    expect(all('.gateway')).toEqual([]);
    knock.mockResolvedValue(localGateway);
    dispatchEvent(new Event('focus'));
    await gatewayShown();
    expect(buttons(one('.gateway'))).toEqual(['Connect', 'Try the demo']);
  });

  test('is not looked for while nobody adds an account', async () => {
    let knocks = 0;
    await open(oneAccount, {
      async knock() {
        knocks += 1;
        return undefined;
      },
    });
    dispatchEvent(new Event('focus'));
    expect(knocks).toBe(0);
  });

  test('can’t be clicked twice', async () => {
    const connecting = deferred<Connecting>();
    await begin(localGateway, { connect: () => connecting.promise });
    await click(button('Connect'));
    expect(button(t('finishInWindow')).disabled).toBe(true);
    expect(button('Try the demo').disabled).toBe(true);
    await connecting.settle({ kind: 'connected' });
    expect(button('Connect').disabled).toBe(false);
  });

  test.each<[string, Connecting, string]>([
    [
      'refuses the permission',
      { kind: 'not-allowed' },
      t({ key: 'connectNotAllowed', args: ['127.0.0.1:8337'] }),
    ],
    [
      'closes the sign-in window',
      { kind: 'not-signed-in', problem: { kind: 'cancelled' }, facts: localGateway },
      t('signInCancelled'),
    ],
  ])('says so if the user %s', async (_what, end, words) => {
    await begin(localGateway, ends(end));
    await click(button('Connect'));
    expect(textOf(one('.gateway .bad'))).toBe(words);
    expect(status()).toBe(words);
    expect(button('Connect').disabled).toBe(false);
  });

  test.each<[string, OptionsActions['connect']]>([
    [
      'the browser can’t store the account',
      async () => ({ kind: 'not-signed-in', problem: { kind: 'not-saved' }, facts: localGateway }),
    ],
    ['connecting breaks off', () => Promise.reject(new Error('disk full'))],
  ])('says that the account wasn’t saved if %s', async (_what, connect) => {
    await begin(localGateway, { connect });
    await click(button('Connect'));
    expect(textOf(one('.gateway .bad'))).toBe(t('accountNotSaved'));
    expect(status()).toBe(t('accountNotSaved'));
  });
});

describe('the address of a gateway', () => {
  test('is enough to add an account', async () => {
    const done = await enter(' mail.example.org ');
    expect(done.connected).toEqual([['https://mail.example.org', { serviceId: '', servicePassword: '' }]]);
    expect(done.saved).toEqual([]);
    expect(all('.account-form')).toEqual([]);
  });

  test('is sent with what was entered under Advanced', async () => {
    const done = await open(makeState({}), {}, 'new');
    await fill(FIELD, '127.0.0.1:8337');
    await fill('Account name', 'Work');
    await fill('Webmail address', 'https://webmail.example/');
    await fill('Service ID', 'facteur');
    await fill('Service password', 'secret');
    await click(button('Save account'));
    expect(done.connected).toEqual([
      [
        'http://127.0.0.1:8337',
        {
          name: 'Work',
          webmail: 'https://webmail.example/',
          serviceId: 'facteur',
          servicePassword: 'secret',
        },
      ],
    ]);
  });

  test.each([
    ['', 'problemGatewayMissing'],
    ['me@example.org', 'problemGatewayEmail'],
    ['http://mail.example.org', 'problemAddressHttp'],
    ['my mail', 'problemGateway'],
  ] as const)('%j is refused at its field', async (typed, problem) => {
    const done = await enter(typed);
    expect(done.connected).toEqual([]);
    expect(describedBy(field(FIELD))).toBe(t(problem));
    expect(document.activeElement).toBe(field(FIELD));
    expect(details().open).toBe(false);
  });

  test('of an unreachable server is kept, and opens Advanced and fills it in', async () => {
    const asked: unknown[] = [];
    await enter('mail.example.org:8443', {
      async connect(gateway, entries) {
        asked.push([gateway, entries]);
        return { kind: 'unreachable' };
      },
    });
    const words = t({ key: 'gatewayUnreachable', args: ['mail.example.org:8443'] });
    expect(describedBy(field(FIELD))).toBe(words);
    expect(status()).toBe(words);
    expect(document.activeElement).toBe(field(FIELD));
    expect(field(FIELD).value).toBe('mail.example.org:8443');
    expect(details().open).toBe(true);
    expect(field('API address').value).toBe('https://mail.example.org:8443/');
    expect(field('Account name').value).toBe('mail.example.org:8443');
    await click(button('Save account'));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  test('is kept if the user refuses the permission', async () => {
    await enter('mail.example.org', ends({ kind: 'not-allowed' }));
    expect(textOf(one('.obstacle'))).toBe(t({ key: 'permissionRefused', args: ['mail.example.org'] }));
    expect(field(FIELD).value).toBe('mail.example.org');
  });

  test('of another API opens Advanced, fills it in and asks for the token', async () => {
    const done = await enter('api.example.org/v1?a=b', ends({ kind: 'no-gateway' }));
    expect(details().open).toBe(true);
    expect(field('API address').value).toBe('https://api.example.org/v1?a=b');
    expect(field('Account name').value).toBe('api.example.org');
    expect(document.activeElement).toBe(field('Token'));
    expect(describedBy(field('Token'))).toBe(t({ key: 'gatewayUnknown', args: ['api.example.org'] }));
    await fill('Token', 'some-token');
    await click(button('Save account'));
    expect(done.saved).toMatchObject([
      { name: 'api.example.org', endpoint: 'https://api.example.org/v1?a=b', token: 'some-token' },
    ]);
  });

  test('of another API can also be saved with a sign-in page', async () => {
    const done = await enter('api.example.org', ends({ kind: 'no-gateway' }));
    await fill('Sign-in page', 'https://login.example.org/');
    await click(button('Save account'));
    expect(done.saved).toMatchObject([{ token: '', signInPage: 'https://login.example.org/' }]);
  });

  test('can be corrected, and what was filled in for the wrong one goes', async () => {
    const ways: Connecting[] = [{ kind: 'no-gateway' }, { kind: 'connected' }];
    const asked: unknown[] = [];
    await enter('wrong.example.org', {
      async connect(gateway, entries) {
        asked.push([gateway, entries]);
        return ways.shift() ?? { kind: 'unreachable' };
      },
    });
    await fill(FIELD, 'right.example.org');
    await click(button('Save account'));
    expect(asked[1]).toEqual(['https://right.example.org', { serviceId: '', servicePassword: '' }]);
    expect(all('.account-form')).toEqual([]);
  });

  test('fills in Advanced when the sign-in is cancelled, and can be submitted again', async () => {
    const asked: unknown[] = [];
    const done = await enter('127.0.0.1:8337', {
      async connect(gateway, entries) {
        asked.push([gateway, entries]);
        return { kind: 'not-signed-in', problem: { kind: 'cancelled' }, facts: localGateway };
      },
    });
    expect(textOf(one('.obstacle'))).toBe(t('signInCancelled'));
    expect(details().open).toBe(false);
    expect(
      ['API address', 'Sign-in page', 'Webmail address', 'Token'].map(label => field(label).value),
    ).toEqual([localGateway.apiAddress, localGateway.signInPage, localGateway.webmail, '']);
    await click(button('Save account'));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    expect(done.saved).toEqual([]);
  });

  test('says so if the account can’t be stored', async () => {
    await enter('127.0.0.1:8337', {
      ...ends({ kind: 'not-signed-in', problem: { kind: 'not-saved' }, facts: localGateway }),
    });
    expect(textOf(one('.obstacle'))).toBe(t('saveFailed'));
  });

  test('does not matter once API address and token are filled in by hand', async () => {
    const done = await open(makeState({}), {}, 'new');
    await fill(FIELD, 'not an address @');
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example/');
    await fill('Token', 't');
    await click(button('Save account'));
    expect(done.connected).toEqual([]);
    expect(done.saved).toEqual([
      makeAccount({ id: expect.stringMatching(/./), endpoint: 'https://api.example/', token: 't' }),
    ]);
  });

  test('is refused together with a wrong entry under Advanced, which opens', async () => {
    const done = await open(makeState({}), {}, 'new');
    await fill(FIELD, 'mail.example.org');
    await fill('Service ID', 'a:b');
    await click(button('Save account'));
    expect(done.connected).toEqual([]);
    expect(details().open).toBe(true);
    expect(document.activeElement).toBe(field('Service ID'));
    expect(describedBy(field('Service ID'))).toBe(t('problemServiceId'));
  });
});
