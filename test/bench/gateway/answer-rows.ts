import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from '../../imap/dovecot';
import { mail } from '../../imap/mails';
import { type Summary, summarise } from '../statistics';
import { type Bench, GATEWAY, tablesOf } from './bench';
import { startProcess } from './gateway-process';
import { putLoad } from './load';
import { PASSWORD } from './mail-server';
import { benchMail } from './mails';
import { type Row, time } from './rows';
import { signInAll } from './tokens';

const MAILBOXES = 50;
/** Mails in each mailbox, and how many of them are unread. */
const MAILS = 60;
const UNREAD = 30;

/** How many mailboxes have a server that hangs. */
const STUCK = 5;

/** Requests a second, for so many seconds, in so many rounds in turns with the floor. */
const RATE = 500;
const SECONDS = 10;
const ROUNDS = 3;

const STARTS = 12;
const DELIVERIES = 21;

/** ms of load before the measurement: all connections open and Node compiles the code in that time. */
const WARM_UP = 2000;

/** ms between two mails that arrive during the load. */
const DELIVERY = 500;

const FLOOR = resolve('dist/bench/floor.js');

interface Small extends Bench {
  readonly users: number;
  readonly names: readonly string[];
  readonly dovecot: Dovecot;
  readonly stuck: Dovecot;
  readonly config: string;
}

/** A small gateway beside a floor: Node's own server with one fixed answer. */
export async function measureAnswers(bench: Bench): Promise<Row[]> {
  const settings = 'default_process_limit = 200\ndefault_client_limit = 2000\n';
  const [dovecot, stuck] = await Promise.all([startDovecot(settings), startDovecot(settings)]);
  try {
    const names = Array.from({ length: MAILBOXES }, (_, i) => `user${i + 1}`);
    bench.say(`filling ${MAILBOXES} mailboxes`);
    for (const [i, name] of names.entries()) await fill(i < STUCK ? stuck : dovecot, name);
    const config = await configure(bench.folder, names, dovecot, stuck);
    const small = { ...bench, names, dovecot, stuck, config };
    return [await measureLaunch(small), ...(await measureRunning(small))];
  } finally {
    await Promise.all([dovecot.close(), stuck.close()]);
  }
}

async function fill(server: Dovecot, user: string): Promise<void> {
  await server.setPassword(user, PASSWORD);
  for (let n = 0; n < MAILS; n++) await server.deliver(user, benchMail(n), { seen: n < MAILS - UNREAD });
}

async function configure(folder: string, names: readonly string[], dovecot: Dovecot, stuck: Dovecot) {
  const tables = [
    ...(await tablesOf(join(folder, 'stuck'), names.slice(0, STUCK), stuck)),
    ...(await tablesOf(join(folder, 'others'), names.slice(STUCK), dovecot)),
  ];
  const path = join(folder, 'gateway.toml');
  await writeFile(path, `port = 0\nlog-level = "error"\n${tables.join('\n')}`, { mode: 0o600 });
  return path;
}

const startGateway = ({ config, folder }: Small) =>
  startProcess([...GATEWAY, '--config', config, '--state', join(folder, 'state')], { HOME: folder });

const told = ({ median, p99, max, count }: Summary) =>
  `median ${time(median)}${count > 50 ? `, p99 ${time(p99)}` : ''}, worst ${time(max)}`;

async function measureLaunch(small: Small): Promise<Row> {
  small.say('starting');
  const [gateway, floor]: number[][] = [[], []];
  for (let i = 0; i < STARTS; i++) {
    const least = await startProcess([FLOOR], {});
    floor?.push(least.startMs);
    await least.stop();
    const started = await startGateway(small);
    gateway?.push(started.startMs);
    await started.stop();
  }
  const [all, least] = [summarise(gateway ?? []), summarise(floor ?? [])];
  return {
    name: 'start of a small gateway',
    before: '–',
    wanted: 'median < 300 ms',
    measured: told(all),
    holds: all.median < 300,
    how: `from the start of the process until it says that it listens, ${MAILBOXES} mailboxes set up, ${STARTS} times; floor, Node’s own server: ${told(least)}`,
    bottleneck: 'loading the program',
  };
}

async function measureRunning(small: Small): Promise<Row[]> {
  const gateway = await startGateway(small);
  try {
    const addresses = await signInAll(new URL(gateway.address).origin, small.names);
    for (const address of addresses)
      await waitFor(
        () => unreadAt(address),
        unread => unread === UNREAD,
      );
    await sleep(2000);
    return [await measureFreshness(small, addresses), ...(await measureLoad(small, addresses))];
  } finally {
    small.stuck.resume();
    await gateway.stop();
  }
}

async function unreadAt(address: string): Promise<number> {
  const text = await (await fetch(address)).text();
  return Number(/<NoUnReadMails>(\d+)</.exec(text)?.[1]);
}

async function measureFreshness({ names, dovecot, say }: Small, addresses: readonly string[]): Promise<Row> {
  say('delivering');
  const times: number[] = [];
  for (let i = 0; i < DELIVERIES; i++) {
    const index = STUCK + (i % (addresses.length - STUCK));
    const address = addresses[index] ?? '';
    const before = await unreadAt(address);
    await dovecot.deliver(names[index] ?? '', mail(`new ${i}`));
    const begin = performance.now();
    while ((await unreadAt(address)) === before) await sleep(5);
    times.push(performance.now() - begin);
  }
  const all = summarise(times);
  return {
    name: 'delivered → in the answer',
    before: '0.6 s',
    wanted: 'worst < 1 s',
    measured: told(all),
    holds: all.max < 1000,
    how: `from a mail’s file being in the maildir until an answer counts it, ${DELIVERIES} mails, one after the other`,
    bottleneck: 'the mail server, which looks for new files twice a second',
  };
}

async function measureLoad(small: Small, addresses: readonly string[]): Promise<Row[]> {
  const { dovecot, stuck, names, say } = small;
  const answer = await (await fetch(addresses.at(-1) ?? '')).text();
  const floor = await startProcess([FLOOR], { FLOOR_ANSWER: answer });
  const load = { rate: RATE, duration: SECONDS * 1000 };
  const timesOf = { gateway: [] as number[], floor: [] as number[], stuck: [] as number[] };
  let isDelivering = true;
  const deliver = (async () => {
    for (let i = 0; isDelivering; i++) {
      const user = names[STUCK + (i % (names.length - STUCK))] ?? '';
      await dovecot.deliver(user, benchMail(1000 + i));
      await sleep(DELIVERY);
    }
  })();
  try {
    for (const warm of [[floor.address], addresses])
      await putLoad({ rate: RATE, duration: WARM_UP, addresses: warm });
    for (let round = 1; round <= ROUNDS; round++) {
      say(`round ${round} of ${ROUNDS}`);
      timesOf.floor.push(...(await putLoad({ ...load, addresses: [floor.address] })));
      timesOf.gateway.push(...(await putLoad({ ...load, addresses })));
      stuck.freeze();
      timesOf.stuck.push(...(await putLoad({ ...load, addresses: addresses.slice(STUCK) })));
      stuck.resume();
    }
  } finally {
    isDelivering = false;
    await deliver;
    await floor.stop();
  }
  const how = `${RATE} requests a second over ${names.length} mailboxes for ${ROUNDS} × ${SECONDS} s, ${1000 / DELIVERY} mails arriving a second, from when each was due until its answer of ${Math.round(answer.length / 1024)} kB was whole; floor: ${told(summarise(timesOf.floor))}`;
  const rowOf = (name: string, times: readonly number[], more = ''): Row => {
    const all = summarise(times);
    const measured = told(all);
    const bottleneck = 'the gateway’s thread';
    return {
      name,
      before: '–',
      wanted: 'p99 < 5 ms',
      measured,
      holds: all.p99 < 5,
      how: how + more,
      bottleneck,
    };
  };
  return [
    rowOf('answer', timesOf.gateway),
    rowOf(
      `answer while ${STUCK} servers hang`,
      timesOf.stuck,
      `; the server of the others is stopped in the middle of what it does`,
    ),
  ];
}
