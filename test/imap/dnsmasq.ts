import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { findOnPath, isExecutable, type Need } from '../../src/launcher/machine';
import { waitFor } from '../../src/launcher/wait-for';
import { freePort } from '../gateway/send';
import { EndedEarly, owner, startOnFreePort } from './unprivileged';

/** Debian installs it outside many users' PATH. */
const USUAL_PLACE = '/usr/sbin/dnsmasq';

export const DNSMASQ: Need = {
  name: 'dnsmasq',
  find: () => findOnPath('dnsmasq') ?? (isExecutable(USUAL_PLACE) ? USUAL_PLACE : undefined),
  debianPackages: ['dnsmasq-base'],
  byHand: 'Install dnsmasq: sudo apt-get install dnsmasq-base',
};

export interface DnsRecords {
  /** Without a target, the record says that the service isn't offered. */
  readonly srv?: ReadonlyArray<{
    readonly name: string;
    readonly target?: string;
    readonly port?: number;
    readonly priority?: number;
    readonly weight?: number;
  }>;
  readonly mx?: ReadonlyArray<{
    readonly domain: string;
    readonly target: string;
    readonly priority?: number;
  }>;
}

export interface DnsServer {
  /** For `--dns`: 127.0.0.1 and its port. */
  readonly address: string;
  stop(): Promise<void>;
}

/** It answers, so the server is ready. */
const READY = 'ready.facteur.invalid';

/** A DNS server on loopback that knows only these records and asks no other server. */
export const startDns = (records: DnsRecords): Promise<DnsServer> =>
  startOnFreePort(() => tryToStart(records));

async function tryToStart({ srv = [], mx = [] }: DnsRecords): Promise<DnsServer> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const listening = ['--listen-address=127.0.0.1', '--bind-interfaces', `--port=${port}`];
  const alone = ['--no-daemon', '--conf-file=/dev/null', '--no-resolv', '--no-hosts'];
  const known = [
    `--txt-record=${READY},yes`,
    ...srv.map(
      ({ name, target, port = 993, priority = 0, weight = 0 }) =>
        `--srv-host=${name}${target === undefined ? '' : `,${target},${port},${priority},${weight}`}`,
    ),
    ...mx.map(({ domain, target, priority = 10 }) => `--mx-host=${domain},${target},${priority}`),
  ];
  const server = spawn(DNSMASQ.find() ?? 'dnsmasq', [...alone, ...listening, ...known], {
    stdio: 'ignore',
    ...owner,
  });
  const failure = once(server, 'error').then(([error]) => Promise.reject(error));
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([address]);
  const answers = () =>
    resolver.resolveTxt(READY).then(
      () => true,
      () => false,
    );
  await Promise.race([
    waitFor(
      async () => hasEnded() || (await answers()),
      isKnown => isKnown,
    ),
    failure,
  ]);
  if (hasEnded()) throw new EndedEarly('dnsmasq ended');
  return {
    address,
    async stop() {
      if (hasEnded()) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}
