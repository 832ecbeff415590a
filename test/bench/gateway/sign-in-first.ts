import type { Bench, Site } from './bench';
import { signInAll } from './tokens';

/** The tokens of an earlier run: a browser keeps its own. */
export async function signInFirst(site: Site, users: readonly string[], { say }: Bench): Promise<string[]> {
  const gateway = await site.start();
  try {
    return await signInAll(site.origin, users, done => say(`${done} signed in`));
  } finally {
    await gateway.stop();
  }
}
