import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../../src/launcher/wait-for';
import { tokenOf } from '../../gateway/run-program';
import { type Dovecot, startDovecot } from '../../imap/dovecot';
import { mail } from '../../imap/mails';
import { summarise } from '../statistics';
import type { Figure } from './figures';
import { type Started, startProcess } from './gateway-process';
import { putLoad } from './load';
import { benchMail } from './mails';

export interface BenchOptions {
  /** A folder that is deleted afterwards. */
  readonly folder: string;
  readonly mailboxes: number;
  /** Requests a second. */
  readonly rate: number;
  /** Seconds of load in each round. */
  readonly seconds: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Mails in each mailbox, and how many of them are unread. */
const MAILS = 60;
const UNREAD = 30;

/** How many mailboxes have a server that hangs. */
export const STUCK = 5;

/** How often each round starts the gateway, and how many mails it delivers. */
const STARTS = 4;
const DELIVERIES = 7;

/** The most ms of load before the measurement: all connections open and Node compiles the code in that time. */
const WARM_UP = 2000;

/** ms between two mails that arrive during the load. */
const DELIVERY = 500;

const GATEWAY = resolve('dist/gateway/facteur-gateway.mjs');
const FLOOR = resolve('dist/bench/floor.js');

/** Measures the gateway and the floor, in turns. */
export async function measure(options: BenchOptions): Promise<Figure[]> {
  const { mailboxes, say } = options;
  const [dovecot, stuck] = await Promise.all([
    startDovecot(MANY_CONNECTIONS),
    startDovecot(MANY_CONNECTIONS),
  ]);
  try {
    const users = Array.from({ length: mailboxes }, (_, i) => `user${i + 1}`);
    say(`filling ${mailboxes} mailboxes`);
    for (const [i, user] of users.entries()) await fill(serverOf(i, dovecot, stuck), user);
    const config = await configure(options.folder, users.length, dovecot, stuck);
    const bench = { ...options, users, dovecot, stuck, config };
    return [...(await measureStart(bench)), ...(await measureRunning(bench))];
  } finally {
    await Promise.all([dovecot.close(), stuck.close()]);
  }
}

interface Bench extends BenchOptions {
  readonly users: readonly string[];
  readonly dovecot: Dovecot;
  readonly stuck: Dovecot;
  readonly config: string;
}

const MANY_CONNECTIONS = 'default_process_limit = 200\ndefault_client_limit = 2000\n';

const serverOf = (index: number, dovecot: Dovecot, stuck: Dovecot) => (index < STUCK ? stuck : dovecot);

async function fill(server: Dovecot, user: string): Promise<void> {
  await server.setPassword(user, 'secret');
  for (let n = 0; n < MAILS; n++) await server.deliver(user, benchMail(n), { seen: n < MAILS - UNREAD });
}

async function configure(folder: string, count: number, dovecot: Dovecot, stuck: Dovecot): Promise<string> {
  const mailboxes = Array.from({ length: count }, (_, i) => {
    const server = serverOf(i, dovecot, stuck);
    const ca = join(folder, i < STUCK ? 'stuck.pem' : 'ca.pem');
    return `[[mailbox]]
name = "user${i + 1}"
host = "127.0.0.1"
port = ${server.imapsPort}
user = "user${i + 1}"
password = "secret"
ca = ${JSON.stringify(ca)}
`;
  });
  await writeFile(join(folder, 'ca.pem'), dovecot.ca);
  await writeFile(join(folder, 'stuck.pem'), stuck.ca);
  const path = join(folder, 'gateway.toml');
  await writeFile(path, `port = 0\nlog-level = "error"\n${mailboxes.join('')}`, { mode: 0o600 });
  return path;
}

const startGateway = ({ config, folder }: Bench) =>
  startProcess(GATEWAY, ['--config', config, '--state', join(folder, 'state')], { HOME: folder });

async function measureStart(bench: Bench): Promise<Figure[]> {
  bench.say('starting');
  const gateway: number[] = [];
  const floor: number[] = [];
  const starts = STARTS * bench.rounds;
  for (let i = 0; i < starts; i++) {
    const least = await startProcess(FLOOR, [], {});
    floor.push(least.startMs);
    await least.stop();
    const started = await startGateway(bench);
    gateway.push(started.startMs);
    await started.stop();
  }
  const how = `from starting the process until it listens, ${bench.mailboxes} mailboxes set up, ${starts} times; floor: Node’s own server`;
  return [
    {
      name: 'start',
      unit: 'ms',
      gateway: summarise(gateway),
      floor: summarise(floor),
      limit: { of: 'median', value: 300 },
      how,
    },
  ];
}

async function measureRunning(bench: Bench): Promise<Figure[]> {
  const { folder, users } = bench;
  const empty = await startProcess(
    GATEWAY,
    ['--demo', '--port', '0', '--deliver-every', '0', '--state', join(folder, 'state')],
    {
      HOME: folder,
    },
  );
  const alone = await empty.memory();
  await empty.stop();
  const gateway = await startGateway(bench);
  try {
    const addresses = await Promise.all(users.map(user => apiAddress(gateway, user)));
    for (const address of addresses)
      await waitFor(
        () => unreadAt(address),
        unread => unread === UNREAD,
      );
    await sleep(2000);
    const memory = ((await gateway.memory()) - alone) / users.length;
    const figures: Figure[] = [
      {
        name: 'memory for each mailbox',
        unit: 'kB',
        gateway: summarise([memory / 1024]),
        how: `PSS with ${users.length} mailboxes of ${UNREAD} unread mails, less PSS with the demo alone (${(alone / 1048576).toFixed(0)} MB), shared among them`,
      },
      await measureFreshness(bench, addresses),
      ...(await measureLoad(bench, addresses)),
    ];
    return figures;
  } finally {
    bench.stuck.resume();
    await gateway.stop();
  }
}

async function apiAddress({ address }: Started, user: string): Promise<string> {
  const { origin } = new URL(address);
  const token = await tokenOf(origin, { user, password: 'secret' });
  const infos = 'NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed';
  return `${origin}/PersonalMessages/V2?${new URLSearchParams({ action: 'getPersonalMessages', infos, token })}`;
}

async function unreadAt(address: string): Promise<number> {
  const text = await (await fetch(address)).text();
  return Number(/<NoUnReadMails>(\d+)</.exec(text)?.[1]);
}

async function measureFreshness(bench: Bench, addresses: readonly string[]): Promise<Figure> {
  bench.say('delivering');
  const times: number[] = [];
  const deliveries = DELIVERIES * bench.rounds;
  for (let i = 0; i < deliveries; i++) {
    const index = STUCK + (i % (addresses.length - STUCK));
    const address = addresses[index] ?? '';
    const before = await unreadAt(address);
    await bench.dovecot.deliver(bench.users[index] ?? '', mail(`new ${i}`));
    const begin = performance.now();
    while ((await unreadAt(address)) === before) await sleep(5);
    times.push(performance.now() - begin);
  }
  return {
    name: 'delivered → in the answer',
    unit: 'ms',
    gateway: summarise(times),
    limit: { of: 'max', value: 1000 },
    how: `from a mail’s file being in the maildir until an answer counts it, ${deliveries} mails, one after the other`,
  };
}

async function measureLoad(bench: Bench, addresses: readonly string[]): Promise<Figure[]> {
  const { rate, seconds, rounds, dovecot, stuck, users, say } = bench;
  const answer = await (await fetch(addresses.at(-1) ?? '')).text();
  const floor = await startProcess(FLOOR, [], { FLOOR_ANSWER: answer });
  const load = { rate, duration: seconds * 1000 };
  const timesOf = { gateway: [] as number[], floor: [] as number[], stuck: [] as number[] };
  let delivering = true;
  const deliver = (async () => {
    for (let i = 0; delivering; i++) {
      const user = users[STUCK + (i % (users.length - STUCK))] ?? '';
      await dovecot.deliver(user, benchMail(1000 + i));
      await sleep(DELIVERY);
    }
  })();
  try {
    const warmUp = Math.min(WARM_UP, load.duration);
    for (const warm of [[floor.address], addresses])
      await putLoad({ rate, duration: warmUp, addresses: warm });
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds}`);
      timesOf.floor.push(...(await putLoad({ ...load, addresses: [floor.address] })));
      timesOf.gateway.push(...(await putLoad({ ...load, addresses })));
      stuck.freeze();
      timesOf.stuck.push(...(await putLoad({ ...load, addresses: addresses.slice(STUCK) })));
      stuck.resume();
    }
  } finally {
    delivering = false;
    await deliver;
    await floor.stop();
  }
  const how = `${rate} requests a second over ${users.length} mailboxes for ${rounds} × ${seconds} s, ${1000 / DELIVERY} mails arriving a second, from when each was due until its answer of ${Math.round(answer.length / 1024)} kB was whole`;
  const limit = { of: 'p99', value: 5 } as const;
  const least = summarise(timesOf.floor);
  return [
    { name: 'answer', unit: 'ms', gateway: summarise(timesOf.gateway), floor: least, limit, how },
    {
      name: `answer while ${STUCK} servers hang`,
      unit: 'ms',
      gateway: summarise(timesOf.stuck),
      floor: least,
      limit,
      how: `the same of the other mailboxes, while the server of ${STUCK} is stopped in the middle of what it does`,
    },
  ];
}
