import type { Attempt, Begun } from '../../access/attempts';
import type { Gateway } from '../../access/gateway';
import type { Call } from '../../http/http';

/** In seconds: after this, a client with too many sign-ins at a time may try again. */
const LATER = 5;

export interface Wait {
  readonly kind: 'wait';
  readonly seconds: number;
}

export const waitFor = (seconds: number): Wait => ({ kind: 'wait', seconds });

/**
 * Lets `act` try a password, unless there were too many wrong ones, or the client has too many sign-ins at a time. Those of
 * one user and client wait for each other: one under way counts as failed.
 * @param user the name at the gateway @param counted under which name, and how, wrong passwords count
 */
export async function tryPassword<T>(
  user: string,
  counted: Pick<Attempt, 'user' | 'isRelayed'>,
  { network, cookie }: Call,
  { attempts, knownBrowsers, turns }: Gateway,
  act: (begun: Begun) => Promise<T>,
): Promise<T | Wait> {
  const knownBrowser = knownBrowsers.identify(cookie, user);
  const inTurn = () => turns.ofPair(`${counted.user} ${knownBrowser ?? network}`, begin);
  const begin = async () => {
    const begun = await attempts.begin({ ...counted, network, knownBrowser });
    return typeof begun === 'number' ? waitFor(begun) : act(begun);
  };
  // A known browser's person isn't kept out by what strangers do.
  const tried = knownBrowser === undefined ? turns.ofClient(network, inTurn) : inTurn();
  return (await tried) ?? waitFor(LATER);
}
