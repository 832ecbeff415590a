import type { Account } from '../../core/account/account';
import { demoAccount } from '../../core/account/demo-account';
import type { Trial } from '../../core/protocol';

export interface TryDemoEffects {
  /** Called before any await: the browser asks the user only within the click. */
  askToContact(endpoint: string): Promise<boolean>;
  listAccounts(): Promise<readonly Account[]>;
  newId(): string;
  tryAccount(account: Account): Promise<Trial>;
  store(account: Account): Promise<void>;
  /** Resolves when the sign-in window closes. */
  signIn(accountId: string): Promise<void>;
}

/** `signed-in` means that the sign-in window has closed. The other results have changed nothing. */
export type DemoTrial = 'signed-in' | 'not-allowed' | 'not-running';

/** An invalid token: a running gateway answers that it is wrong. */
const INVALID_TOKEN = 'is-anybody-there';

/** Adds the account of the gateway on this computer, unless it exists, and signs in to it. */
export async function tryDemo(effects: TryDemoEffects): Promise<DemoTrial> {
  const demo = demoAccount(effects.newId());
  if (!(await effects.askToContact(demo.endpoint))) return 'not-allowed';
  const trial = await effects.tryAccount({ ...demo, token: INVALID_TOKEN });
  if (trial.kind === 'failed' && trial.failure.kind !== 'account') return 'not-running';
  const known = (await effects.listAccounts()).find(({ endpoint }) => endpoint === demo.endpoint);
  if (!known) await effects.store(demo);
  await effects.signIn((known ?? demo).id);
  return 'signed-in';
}
