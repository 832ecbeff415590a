import type { Account } from '../core/account/account';
import type { Trial } from '../core/protocol';
import { askServer, type CheckEffects } from './check-mail';

export interface TryEffects extends Pick<CheckEffects, 'mayContact' | 'call' | 'digest' | 'read'> {
  /** Says that no answer is to be read for now. */
  releaseReader(): Promise<void>;
}

/** Calls the account's API once, without saving anything. */
export async function tryAccount(account: Account, effects: TryEffects): Promise<Trial> {
  const result = await askServer(account, '', effects).finally(effects.releaseReader);
  if (result.kind === 'failure') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'unchanged') throw new Error('an answer was taken for one read before');
  return { kind: 'works', unread: result.answer.unread, sms: result.answer.sms };
}
