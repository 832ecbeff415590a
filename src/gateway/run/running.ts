import { gatewayAddresses } from '../../core/account/gateway-address';
import { coalesce } from '../../core/concurrency/coalesce';
import { openAdmin } from '../admin/admin';
import type { BegunSetup, Setup } from '../config/load';
import type { Options } from '../config/options';
import { UsageError } from '../config/options';
import { createConnections } from '../mailbox/imap/connections';
import { type Listener, openListener } from '../server/listener';
import { type ChangeableOptions, openGateway } from '../server/open-gateway';
import type { RunningGateway } from '../server/server';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import { createNoMetrics } from '../shared/metrics';
import { StartupError } from '../shared/startup-error';
import { openStore } from '../store/open-store';
import { differenceLine, needingRestart, opensOwnAlike } from './difference';
import { openAccounts } from './open-accounts';
import { openOwnAccess } from './open-own-access';
import { openProviders } from './open-providers';
import type { ProcessLog } from './process-log';
import { warningsOf } from './warnings';

export interface Running extends Pick<RunningGateway, 'origin' | 'apiAddress' | 'managerLink'> {
  /** As it was at the start. */
  readonly setup: Setup;
  /** Where it listens, `127.0.0.1:8337`; undefined if its origin says it. */
  readonly listensAt: string | undefined;
  /** The place of health and metrics, if there is one. */
  readonly admin: string | undefined;
  /** Reads the configuration again and changes only what differs; goes on as before if it is wrong. Never rejects. */
  reload(): Promise<void>;
  /** Finishes the answers under way, signs mailboxes out, and stores the last times of use. Never rejects. */
  stop(): Promise<void>;
}

/** In ms, for the answers under way. An answer of the API takes 20 s at most, but browsers and proxies ask again. */
const DRAINS_WITHIN = 7_000;

/** @param read reads the configuration again, for a gateway that runs with this setup */
export async function startRunning(
  begun: BegunSetup,
  read: (running: Setup) => Promise<Setup>,
  { log, audit, setLevel, setSecret }: ProcessLog,
): Promise<Running> {
  const { options } = begun;
  const closing: Array<() => Promise<unknown>> = [];
  /** The last opened first. */
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await inOrder(close);
  };
  const inOrder = (close: () => Promise<unknown>) =>
    close().catch(error => log.error(`the end is not in order (${codeOf(error)})`));
  try {
    const listener = await listenFor(options, log);
    closing.push(listener.close);
    const admin = options.admin === undefined ? undefined : await openAdmin({ address: options.admin, log });
    if (admin !== undefined) closing.push(admin.close);
    const metrics = admin?.metrics ?? createNoMetrics();
    const connections = createConnections(options, { log, metrics });
    const store = await openStore({ ...options, isGateway: true, log });
    closing.push(store.close);
    setSecret(store.secret);
    admin?.setStore(store);
    let setup = await begun.finish();
    const providers = openProviders(setup, store, log, metrics);
    const accounts = openAccounts(providers, connections, () => read(setup), log);
    let closeGateway = async () => {};
    // One after the other, the first could use up all the time that the end has while the database is stuck.
    closing.push(() => Promise.all([closeGateway, accounts.close].map(inOrder)));
    const changeable = (): ChangeableOptions => ({
      accounts: accounts.use(setup),
      own: openOwnAccess(setup, providers, connections, () => setup.options.list, log),
      oauth: setup.providers.length === 0 ? undefined : providers,
      services: setup.services,
      operators: setup.manager.operators,
      autoApprove: setup.manager.autoApprove,
      listLength: setup.options.list,
      extensions: setup.options.extensions,
      trustedProxies: setup.options.trustedProxies,
    });
    const { host, port, publicOrigin, tls } = options;
    const open = openGateway(
      { host, port, publicOrigin, tls, ...changeable(), store, log, audit, metrics },
      listener.origin,
    );
    closeGateway = open.close;
    listener.serve(open.gateway);
    admin?.setPhase('ready');

    const reload = async () => {
      const next = await read(setup);
      const showCertificate = await listener.readCertificate(next.options.tls);
      const before = setup;
      setup = next;
      setLevel(next.options.logLevel);
      showCertificate();
      providers.use(next);
      connections.limit(next.options);
      listener.serve(open.change(changeable(), !opensOwnAlike(before, next)));
      const late = needingRestart(options, next.written);
      log.info(differenceLine(before, next, late));
      if (late.length > 0) log.warn(`changed, but only after a restart: ${late.join(', ')}`);
      for (const line of await warningsOf(next)) log.warn(line);
      await accounts.closeOthers();
    };
    const { origin } = listener;
    return {
      setup,
      origin,
      listensAt: publicOrigin === undefined ? undefined : listener.address,
      admin: admin?.at,
      apiAddress: gatewayAddresses(origin).apiAddress,
      managerLink: open.managerLink,
      reload: coalesce(() =>
        reload().catch(error =>
          log.error(
            `the configuration is not read again, the gateway goes on as before: ${messageOf(error)}`,
          ),
        ),
      ),
      async stop() {
        admin?.setPhase('stopping');
        await listener.drain(DRAINS_WITHIN);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function listenFor(options: Options, log: Log): Promise<Listener> {
  const { host, port, publicOrigin, tls, allowPlainHttp } = options;
  try {
    return await openListener({ host, port, publicOrigin, tls, allowPlainHttp, log });
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(cannotListen(codeOf(error), options));
  }
}

const messageOf = (error: unknown): string =>
  error instanceof StartupError || error instanceof UsageError ? error.message : `failed (${codeOf(error)})`;

function cannotListen(code: string, { host, port }: Options): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use: stop the program that uses it, or choose another port with --port (0 for any free one)`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `${host} is not an address of this machine: choose another one with --host`;
  }
  return `can’t listen on port ${port} (${code}): choose another one with --port`;
}
