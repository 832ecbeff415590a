import type { Account } from '../../core/account/account';
import { demoAccount } from '../../core/account/demo-account';
import type { Trial } from '../../core/protocol';

export interface TryDemoEffects {
  /** Must be called in the click itself, for the browser asks the user. */
  askToContact(endpoint: string): Promise<boolean>;
  listAccounts(): Promise<readonly Account[]>;
  newId(): string;
  tryAccount(account: Account): Promise<Trial>;
  store(account: Account): Promise<void>;
  /** Ends when the sign-in's window has. */
  signIn(accountId: string): Promise<void>;
}

/** What trying the demo came to: nothing has changed unless its account was there to sign in to. */
export type DemoTrial = 'signed-in' | 'not-allowed' | 'not-running';

/** No gateway gives such a token: what answers that it is wrong is a gateway that runs. */
const KNOCK = 'is-anybody-there';

/** Adds the account of the gateway on this computer, unless it is there already, and signs in to it. */
export async function tryDemo(effects: TryDemoEffects): Promise<DemoTrial> {
  const demo = demoAccount(effects.newId());
  if (!(await effects.askToContact(demo.endpoint))) return 'not-allowed';
  const trial = await effects.tryAccount({ ...demo, token: KNOCK });
  if (trial.kind === 'failed' && trial.failure.kind !== 'account') return 'not-running';
  const known = (await effects.listAccounts()).find(({ endpoint }) => endpoint === demo.endpoint);
  if (!known) await effects.store(demo);
  await effects.signIn((known ?? demo).id);
  return 'signed-in';
}
