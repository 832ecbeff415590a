import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import { LOCAL_GATEWAY } from '../../../src/core/account/gateway-address';
import type { Trial } from '../../../src/core/protocol';
import { type TryDemoEffects, tryDemo } from '../../../src/options/accounts/try-demo';
import { makeAccount } from '../../make';

const REFUSED: Trial = { kind: 'failed', failure: { kind: 'account', code: 102 } };
const GONE: Trial = { kind: 'failed', failure: { kind: 'network' } };

async function trying(
  { allowed = true, trial = REFUSED }: { allowed?: boolean; trial?: Trial },
  accounts: Account[] = [],
) {
  const stored: Account[] = [];
  const signedIn: string[] = [];
  const effects: TryDemoEffects = {
    askToContact: async () => allowed,
    listAccounts: async () => accounts,
    newId: () => 'new',
    tryAccount: async () => trial,
    store: async account => void stored.push(account),
    signIn: async id => void signedIn.push(id),
  };
  return { outcome: await tryDemo(effects), stored, signedIn };
}

describe('trying the demo', () => {
  test('adds the account of the gateway on this computer, and signs in', async () => {
    const { outcome, stored, signedIn } = await trying({});
    expect(outcome).toBe('signed-in');
    expect(stored).toMatchObject([
      {
        id: 'new',
        name: 'Demo',
        endpoint: 'http://127.0.0.1:8337/PersonalMessages/V2',
        signInPage: 'http://127.0.0.1:8337/sign-in',
        webmail: 'http://127.0.0.1:8337/mail',
        token: '',
      },
    ]);
    expect(signedIn).toEqual(['new']);
  });

  test('signs in to the existing account', async () => {
    const demo = makeAccount({ id: 'known', endpoint: LOCAL_GATEWAY.apiAddress });
    expect(await trying({}, [demo])).toEqual({ outcome: 'signed-in', stored: [], signedIn: ['known'] });
  });

  test('changes nothing if the user refuses the permission', async () => {
    expect(await trying({ allowed: false })).toEqual({ outcome: 'not-allowed', stored: [], signedIn: [] });
  });

  test.each<[string, Trial]>([
    ['no server answers', GONE],
    ['another server answers', { kind: 'failed', failure: { kind: 'web-page' } }],
  ])('changes nothing if %s', async (_what, trial) => {
    expect(await trying({ trial })).toEqual({ outcome: 'not-running', stored: [], signedIn: [] });
  });
});
