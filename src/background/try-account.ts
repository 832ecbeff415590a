import type { Account } from '../core/account/account';
import type { Trial } from '../core/protocol';
import { askServer, type CheckEffects } from './check-mail';

export interface TryEffects extends Pick<CheckEffects, 'mayContact' | 'call' | 'digest' | 'read'> {
  releaseReader(): Promise<void>;
}

/** Calls the account's API once and saves nothing. A failed call is a result, not a rejection. */
export async function tryAccount(account: Account, effects: TryEffects): Promise<Trial> {
  const result = await askServer(account, '', effects).finally(effects.releaseReader);
  if (result.kind === 'failure') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'unchanged') throw new Error('An answer equals an empty digest');
  return { kind: 'works', unread: result.answer.unread, sms: result.answer.sms };
}
