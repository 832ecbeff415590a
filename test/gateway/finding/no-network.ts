import { createServerFinder } from '../../../src/gateway/finding/find-server';

const fails = async () => {
  throw new Error('no network');
};

/** Finds only the servers of known providers. */
export const NO_NETWORK = createServerFinder({
  dns: { mx: fails, srv: fails },
  fetch: fails,
  greet: async () => undefined,
});
