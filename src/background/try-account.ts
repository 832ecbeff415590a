import type { Account } from '../core/account/account';
import type { Trial } from '../core/protocol';
import { askServer, type CheckEffects } from './check-mail';

export interface TryEffects extends Pick<CheckEffects, 'mayContact' | 'call' | 'digest' | 'read'> {
  /** Releases the parser of answers. */
  releaseReader(): Promise<void>;
}

/**
 * Calls the account's API once and saves nothing. Never rejects because of the server: a failure is part of
 * the result.
 */
export async function tryAccount(account: Account, effects: TryEffects): Promise<Trial> {
  const result = await askServer(account, '', effects).finally(effects.releaseReader);
  if (result.kind === 'failure') return { kind: 'failed', failure: result.failure };
  if (result.kind === 'unchanged') throw new Error('An answer equals an empty digest');
  return { kind: 'works', unread: result.answer.unread, sms: result.answer.sms };
}
