import { expect, test } from 'vitest';
import { ACCOUNT_DEFAULTS } from '../../../src/core/account/account';
import type { GatewayFacts } from '../../../src/core/account/gateway-facts';
import type { NewAccount } from '../../../src/core/protocol';
import {
  type ConnectGatewayEffects,
  type Connecting,
  connectDemo,
  connectGateway,
} from '../../../src/options/accounts/connect-gateway';

const { token: _token, revision: _revision, ...DEFAULTS } = ACCOUNT_DEFAULTS;
const ORIGIN = 'http://127.0.0.1:8337';

const facts: GatewayFacts = {
  apiAddress: `${ORIGIN}/PersonalMessages/V2`,
  signInPage: `${ORIGIN}/sign-in`,
  webmail: `${ORIGIN}/mail`,
  demo: `${ORIGIN}/sign-in?demo=1`,
  onlyDemo: false,
};

const account: NewAccount = {
  ...DEFAULTS,
  name: '',
  endpoint: facts.apiAddress,
  signInPage: facts.signInPage,
  webmail: `${ORIGIN}/mail`,
};

/** Effects with a gateway, and what was done in order. */
function world(change: Partial<ConnectGatewayEffects> = {}) {
  const done: string[] = [];
  const connected: NewAccount[] = [];
  const effects: ConnectGatewayEffects = {
    async askToContact(address) {
      done.push(`permission for ${address}`);
      return true;
    },
    release: async address => void done.push(`released ${address}`),
    async findGateway(origin) {
      done.push(`document of ${origin}`);
      return { kind: 'facts', facts };
    },
    async connect(wanted) {
      done.push('sign-in');
      connected.push(wanted);
      return undefined;
    },
    ...change,
  };
  return { effects, done, connected };
}

test('an address leads through permission and document to the sign-in', async () => {
  const { effects, done, connected } = world();
  const connecting = connectGateway(ORIGIN, {}, effects);
  // The browser asks only within the click.
  expect(done).toEqual([`permission for ${ORIGIN}`]);
  expect(await connecting).toEqual({ kind: 'connected' });
  expect(done).toEqual([`permission for ${ORIGIN}`, `document of ${ORIGIN}`, 'sign-in']);
  expect(connected).toEqual([account]);
});

test('a gateway that was found is not asked again', async () => {
  const { effects, done, connected } = world();
  expect(await connectGateway(facts, {}, effects)).toEqual({ kind: 'connected' });
  expect(done).toEqual([`permission for ${facts.apiAddress}`, 'sign-in']);
  expect(connected).toEqual([account]);
});

test('what the user has entered comes first', async () => {
  const { effects, connected } = world();
  const entries = { name: 'Home', webmail: 'https://webmail.example/', serviceId: 'a', servicePassword: 'b' };
  await connectGateway(ORIGIN, entries, effects);
  expect(connected).toEqual([{ ...account, ...entries }]);
});

test('the demo has its own sign-in page and name', async () => {
  const { effects, connected } = world();
  expect(await connectDemo(facts, effects)).toEqual({ kind: 'connected' });
  expect(connected).toEqual([{ ...account, name: 'Demo', signInPage: facts.demo }]);
});

test('a demo that wasn’t signed in to reports the gateway as it is, and the permission is given back', async () => {
  const { effects, done } = world({ connect: async () => ({ kind: 'cancelled' }) });
  const end = { kind: 'not-signed-in', problem: { kind: 'cancelled' }, facts };
  expect(await connectDemo(facts, effects)).toEqual(end);
  expect(done).toEqual([`permission for ${facts.apiAddress}`, `released ${facts.apiAddress}`]);
});

test('a gateway that has only the demo leads to the demo’s sign-in page', async () => {
  const { effects, connected } = world({
    findGateway: async () => ({ kind: 'facts', facts: { ...facts, onlyDemo: true } }),
  });
  await connectGateway(ORIGIN, {}, effects);
  expect(connected).toEqual([{ ...account, signInPage: facts.demo }]);
});

test.each<[string, Partial<ConnectGatewayEffects>, Connecting]>([
  ['a refused permission', { askToContact: async () => false }, { kind: 'not-allowed' }],
  ['another server', { findGateway: async () => ({ kind: 'none' }) }, { kind: 'no-gateway' }],
  ['no server', { findGateway: async () => ({ kind: 'unreachable' }) }, { kind: 'unreachable' }],
])('%s ends before the sign-in', async (_what, change, end) => {
  const { effects, connected, done } = world(change);
  expect(await connectGateway(ORIGIN, {}, effects)).toEqual(end);
  expect(connected).toEqual([]);
  expect(done.includes(`released ${ORIGIN}`)).toBe(end.kind !== 'not-allowed');
});

test('a failed sign-in tells its problem and what was found, and the permission is given back', async () => {
  const { effects, done } = world({ connect: async () => ({ kind: 'cancelled' }) });
  const end = { kind: 'not-signed-in', problem: { kind: 'cancelled' }, facts };
  expect(await connectGateway(ORIGIN, {}, effects)).toEqual(end);
  expect(done.at(-1)).toBe(`released ${ORIGIN}`);
});
