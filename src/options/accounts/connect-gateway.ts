import type { GatewayFacts } from '../../core/account/gateway-facts';
import type { VisitProblem } from '../../core/account/web-auth';
import type { GatewayAnswer, NewAccount } from '../../core/protocol';

export interface ConnectEffects {
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
export async function connectGateway(
  gateway: string | GatewayFacts,
  entries: Entries,
  effects: ConnectEffects,
): Promise<Connecting> {
  const address = typeof gateway === 'string' ? gateway : gateway.apiAddress;
  if (!(await effects.askToContact(address))) return { kind: 'not-allowed' };
  const end = await connectAllowed(gateway, entries, effects);
  if (end.kind !== 'connected') await effects.release(address);
  return end;
}

async function connectAllowed(
  gateway: string | GatewayFacts,
  entries: Entries,
  effects: ConnectEffects,
): Promise<Connecting> {
  const answer: GatewayAnswer =
    typeof gateway === 'string' ? await effects.findGateway(gateway) : { kind: 'facts', facts: gateway };
  if (answer.kind === 'none') return { kind: 'no-gateway' };
  if (answer.kind === 'unreachable') return { kind: 'unreachable' };
  const { facts } = answer;
  const problem = await effects.connect({ ...accountAt(facts), ...entries });
  return problem ? { kind: 'not-signed-in', problem, facts } : { kind: 'connected' };
}

/** Like `connectGateway`, with the gateway's demo mailbox. */
export function connectDemo(gateway: GatewayFacts, effects: ConnectEffects): Promise<Connecting> {
  return connectGateway({ ...gateway, onlyDemo: true }, { name: 'Demo' }, effects);
}

function accountAt({ apiAddress, signInPage, webmail = '', demo, onlyDemo }: GatewayFacts): NewAccount {
  return {
    name: '',
    endpoint: apiAddress,
    signInPage: (onlyDemo && demo) || signInPage,
    webmail,
    serviceId: '',
    servicePassword: '',
    notify: true,
  };
}
