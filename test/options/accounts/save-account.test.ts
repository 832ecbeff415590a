import { expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Failure } from '../../../src/core/mailbox/failure';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import type { Trial } from '../../../src/core/protocol';
import { type Saving, saveAccount } from '../../../src/options/accounts/save-account';
import { makeAccount, makeMailbox } from '../../make';

const former = makeAccount({ token: 'old-token' });
const pasted = { ...former, token: 'new-token' };
const timeout: Failure = { kind: 'timeout' };
const refused: Failure = { kind: 'account', code: 102 };
const unauthorized: Failure = { kind: 'signed-out' };
const failed = (failure: Failure): Trial => ({ kind: 'failed', failure });
const works: Trial = { kind: 'works', unread: 1, sms: 0 };

interface Scene {
  account?: Account;
  known?: Account | undefined;
  mailbox?: Mailbox | undefined;
  trial?: Trial;
  allowed?: boolean;
  anyway?: boolean;
}

/** Saves an account; returns the result and the accounts tried and stored. */
async function save({ account = pasted, allowed = true, anyway = false, trial = works, ...before }: Scene) {
  const { known, mailbox } = { known: former, mailbox: makeMailbox(), ...before };
  const tried: string[] = [];
  const stored: Account[] = [];
  const saving = await saveAccount(account, anyway, {
    askToContact: async () => allowed,
    findFormer: async () => ({ account: known, mailbox }),
    async tryAccount({ token }) {
      tried.push(token);
      return trial;
    },
    store: async it => void stored.push(it),
  });
  return { saving, tried, stored };
}

test.each<[string, Scene]>([
  ['a token that works', {}],
  ['a valid token whose user blocks Facteur by privacy settings', { trial: failed({ kind: 'privacy' }) }],
  ['the first account', { known: undefined, mailbox: undefined }],
  ['a first token that can’t be checked', { known: undefined, mailbox: undefined, trial: failed(timeout) }],
  [
    'an unchecked token that replaces a rejected one',
    { mailbox: makeMailbox({ failure: refused }), trial: failed(timeout) },
  ],
  [
    'an unchecked token that replaces one never used',
    { mailbox: makeMailbox({ checkedAt: 0 }), trial: failed(timeout) },
  ],
  ['an unchecked token, when the user confirms', { trial: failed(timeout), anyway: true }],
])('%s is tried and saved', async (_what, scene) => {
  expect(await save(scene)).toEqual({ saving: { kind: 'saved' }, tried: ['new-token'], stored: [pasted] });
});

test.each<[string, Scene, Saving]>([
  ['a server without the host permission', { allowed: false }, { kind: 'not-allowed' }],
  ['a rejected token (102)', { trial: failed(refused) }, { kind: 'refused', failure: refused }],
  ['a rejected token (401)', { trial: failed(unauthorized) }, { kind: 'refused', failure: unauthorized }],
  [
    'a rejected token, although the user confirms',
    { trial: failed(refused), anyway: true },
    { kind: 'refused', failure: refused },
  ],
  [
    'a rejected token of a new account',
    { known: undefined, mailbox: undefined, trial: failed(refused) },
    { kind: 'refused', failure: refused },
  ],
  [
    'an unchecked token that would replace a working one',
    { trial: failed(timeout) },
    { kind: 'unchecked', failure: timeout },
  ],
  [
    'an unchecked token that would replace one that worked until the network failed',
    { mailbox: makeMailbox({ failure: { kind: 'network' } }), trial: failed(timeout) },
    { kind: 'unchecked', failure: timeout },
  ],
])('%s changes nothing', async (_what, scene, saving) => {
  expect(await save(scene)).toMatchObject({ saving, stored: [] });
});

test.each<[string, Account]>([
  ['a new name', { ...former, name: 'House' }],
  ['no token at all', { ...former, token: '' }],
])('%s is saved without a trial', async (_what, account) => {
  expect(await save({ account, trial: failed(timeout) })).toMatchObject({ tried: [], stored: [account] });
});

test('a new service password is tried too, and its rejection doesn’t ask for a new token', async () => {
  const account = { ...former, servicePassword: 'new' };
  expect(await save({ account, trial: failed(unauthorized) })).toEqual({
    saving: { kind: 'unchecked', failure: unauthorized },
    tried: ['old-token'],
    stored: [],
  });
  expect(await save({ account, trial: failed(unauthorized), anyway: true })).toMatchObject({
    stored: [account],
  });
});
