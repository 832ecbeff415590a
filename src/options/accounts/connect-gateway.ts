import { ACCOUNT_DEFAULTS } from '../../core/account/account';
import { DEMO_NAME } from '../../core/account/account-form';
import type { GatewayFacts } from '../../core/account/gateway-facts';
import type { VisitProblem } from '../../core/account/web-auth';
import type { GatewayAnswer, NewAccount } from '../../core/protocol';

export interface ConnectGatewayEffects {
  /** Called before any await: the browser asks the user only within the click. */
  askToContact(address: string): Promise<boolean>;
  /** Gives the permission back, unless an account needs it. */
  release(address: string): Promise<void>;
  findGateway(origin: string): Promise<GatewayAnswer>;
  connect(account: NewAccount): Promise<VisitProblem | undefined>;
}

/** What the user has entered beside the gateway's address. */
export type Entries = Partial<Pick<NewAccount, 'name' | 'webmail' | 'serviceId' | 'servicePassword'>>;

/** Result of connecting; only `connected` has stored something. */
export type Connecting =
  | { kind: 'connected' }
  /** The user has refused the host permission. */
  | { kind: 'not-allowed' }
  /** The server answers, but isn't a gateway. */
  | { kind: 'no-gateway' }
  | { kind: 'unreachable' }
  /** The gateway was found, but the sign-in gave no token. */
  | { kind: 'not-signed-in'; problem: VisitProblem; facts: GatewayFacts };

/**
 * Asks for the permission to contact a gateway, then opens its sign-in page, and adds the account once the user
 * has signed in.
 * @param gateway the origin of a gateway, or what it has said about itself
 */
export function connectGateway(
  gateway: string | GatewayFacts,
  entries: Entries,
  effects: ConnectGatewayEffects,
): Promise<Connecting> {
  const address = typeof gateway === 'string' ? gateway : gateway.apiAddress;
  return withPermission(address, effects, async () => {
    const answer: GatewayAnswer =
      typeof gateway === 'string' ? await effects.findGateway(gateway) : { kind: 'facts', facts: gateway };
    if (answer.kind === 'none') return { kind: 'no-gateway' };
    if (answer.kind === 'unreachable') return { kind: 'unreachable' };
    const { signInPage, demo, onlyDemo } = answer.facts;
    return signInAt(answer.facts, (onlyDemo && demo) || signInPage, entries, effects);
  });
}

/** Like `connectGateway`, with the gateway's demo mailbox. */
export function connectDemo(facts: GatewayFacts, effects: ConnectGatewayEffects): Promise<Connecting> {
  const page = facts.demo ?? facts.signInPage;
  return withPermission(facts.apiAddress, effects, () => signInAt(facts, page, { name: DEMO_NAME }, effects));
}

/** Gives the permission back if nothing was connected. */
async function withPermission(
  address: string,
  effects: ConnectGatewayEffects,
  act: () => Promise<Connecting>,
): Promise<Connecting> {
  if (!(await effects.askToContact(address))) return { kind: 'not-allowed' };
  const end = await act();
  if (end.kind !== 'connected') await effects.release(address);
  return end;
}

async function signInAt(
  facts: GatewayFacts,
  page: string,
  entries: Entries,
  effects: ConnectGatewayEffects,
): Promise<Connecting> {
  const problem = await effects.connect({ ...accountAt(facts, page), ...entries });
  return problem ? { kind: 'not-signed-in', problem, facts } : { kind: 'connected' };
}

function accountAt({ apiAddress, webmail = '' }: GatewayFacts, signInPage: string): NewAccount {
  const { token: _token, revision: _revision, ...defaults } = ACCOUNT_DEFAULTS;
  return { ...defaults, name: '', endpoint: apiAddress, signInPage, webmail };
}
