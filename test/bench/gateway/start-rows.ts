import { setTimeout as sleep } from 'node:timers/promises';
import { AUTOMATIC } from '../../../src/core/mailbox/schedule';
import type { Dovecot } from '../../imap/dovecot';
import { summarise } from '../statistics';
import { type Bench, createSite, memoryAlone, type Site, tablesOf } from './bench';
import { bottleneckOf, meter } from './cpu';
import { countSignIns } from './crowd';
import { SETTINGS_TOLD, startMailServer, usersOf } from './mail-server';
import { askOnce, type Poll, type Polling, pollEach } from './polls';
import { measureRestart } from './restart-row';
import { type Row, time } from './rows';
import { signInFirst } from './sign-in-first';

const MAILBOXES = 5000;
const UNREAD = 20;
const MINUTE = 60_000;
/** ms between two checks of an extension that leaves it to itself, for a gateway on another computer. */
const EVERY = AUTOMATIC;

/** ms between two people who ask first while the gateway starts. */
const PROBE_EVERY = 4000;
const PROBES = 30;

/** After that, the start has failed. */
const LONGEST = 8 * MINUTE;

/** The start of a gateway whose users have been waiting for it, and of its mail server if `withRestart`. */
export async function measureStart(bench: Bench, withRestart: boolean): Promise<Row[]> {
  const count = bench.mailboxes ?? MAILBOXES;
  const users = usersOf(count + PROBES);
  bench.say(`filling ${users.length} mailboxes`);
  const server = await startMailServer(users.length, UNREAD);
  try {
    const tables = await tablesOf(bench.folder, users, server);
    const site = await createSite({ bench, name: 'start', tables });
    bench.say(`signing in ${users.length} users`);
    const addresses = await signInFirst(site, users, bench);
    // With what the mail server has made of its files by now, all starts begin alike.
    bench.say('starting');
    return await measureWith({ bench, server, site, users }, addresses, withRestart);
  } finally {
    await server.close();
  }
}

interface Start {
  readonly bench: Bench;
  readonly server: Dovecot;
  readonly site: Site;
  readonly users: readonly string[];
}

async function measureWith(
  { bench, server, site, users }: Start,
  all: readonly string[],
  withRestart: boolean,
): Promise<Row[]> {
  const alone = await memoryAlone(bench);
  const [addresses, probes] = [all.slice(0, -PROBES), all.slice(-PROBES)];
  const count = addresses.length;
  const logged = await countSignIns(server);
  const gateway = await site.start();
  let polling: Polling | undefined;
  let probed: Polling | undefined;
  try {
    const begin = performance.now();
    const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
    const probing = probe(probes);
    polling = pollEach(addresses, EVERY);
    const readyMs = await untilAllAnswered(polling, count, begin, bench);
    const usage = await metering.stop();
    const asked = await probing.stop();
    const ready = [...polling.answeredSince(begin)].map(index => users[index] ?? '');
    const answered = ready.length;
    const now = await countSignIns(server);
    const [signIns, broken] = [now.signIns - logged.signIns, now.broken - logged.broken];
    // Until nothing is under way.
    await sleep(5000);
    const memory = ((await gateway.memory()) - alone) / (answered + asked.length) / 1024;
    const [first, ...others] = asked;
    const waits = summarise(others.length > 0 ? others.map(({ ms }) => ms) : [first?.ms ?? Number.NaN]);
    const prompt = asked.filter(({ ms, mails }) => ms < 2000 && (mails ?? 0) > 0).length;
    const what = `${count} [[mailbox]] tables × ${UNREAD} unread, all users checking from the start each ${time(EVERY)}, ${SETTINGS_TOLD}, sign-ins-per-second = ${bench.signInsPerSecond}`;
    const bottleneck = bottleneckOf(
      usage,
      `none: all ask within ${time(EVERY)}, or the limit of sign-ins a second`,
    );
    const rows: Row[] = [
      {
        name: 'listens',
        before: '> 38 s',
        wanted: '< 1 s',
        measured: time(gateway.listensMs),
        holds: gateway.listensMs < 1000,
        how: `from the start of the process until its port takes connections; ${what}`,
        bottleneck: 'loading the program',
      },
      {
        name: 'ready: all have had their list',
        before: 'never',
        wanted: '–',
        measured: answered < count ? `${answered} of ${count} after ${time(readyMs)}` : time(readyMs),
        holds: answered === count,
        how: `until each user has had an answer with mails; ${polling.done.filter(({ mails }) => mails === undefined).length} answers said “try again” meanwhile`,
        bottleneck,
      },
      {
        name: 'sign-ins a mailbox, broken off',
        before: '≥ 2, all',
        wanted: '1.0, 0',
        measured: `${(signIns / (answered + asked.length)).toFixed(2)}, ${broken}`,
        holds: signIns <= 1.02 * (answered + asked.length) && broken === 0,
        how: 'by the mail server’s log: its sign-ins, and its connections that ended otherwise than by a sign-out',
        bottleneck: 'none',
      },
      {
        name: 'first one asked answers; during the start',
        before: '–',
        wanted: '< 2 s',
        measured: `${time(first?.ms ?? Number.NaN)}; ${prompt} of ${asked.length} within 2 s, median ${time(waits.median)}, worst ${time(waits.max)}`,
        holds: prompt === asked.length,
        how: `a user asks as soon as the port takes connections, and another, who hasn’t asked yet, each ${time(PROBE_EVERY)} until all are ready (${asked.length}); from asking until the list is there`,
        bottleneck,
      },
      {
        name: 'memory a mailbox, connected',
        before: '0.4–1.5 MB',
        wanted: '0.3 MB',
        measured: `${(memory / 1024).toFixed(2)} MB`,
        holds: memory <= 0.3 * 1024,
        how: `PSS when all are ready, less that with the demo alone (${(alone / 1048576).toFixed(0)} MB), shared among the mailboxes`,
        bottleneck: 'TLS and the messages kept',
      },
    ];
    if (withRestart) {
      const late = users.slice(count, count + asked.length);
      probed = pollEach(probes.slice(0, asked.length), MINUTE);
      rows.push(await measureRestart({ bench, server, gateway, site, users: [...ready, ...late] }));
    }
    return rows;
  } finally {
    await polling?.stop();
    await probed?.stop();
    await gateway.stop();
  }
}

async function untilAllAnswered(
  polling: Polling,
  count: number,
  begin: number,
  { say }: Bench,
): Promise<number> {
  for (let told = begin; performance.now() - begin < LONGEST; await sleep(250)) {
    const { size } = polling.answeredSince(begin);
    if (size === count) break;
    if (performance.now() - told < 15_000) continue;
    told = performance.now();
    say(`${size} of ${count} answered after ${time(told - begin)}`);
  }
  return performance.now() - begin;
}

/** Asks for mailboxes that nobody has asked for yet, one after the other. */
function probe(addresses: readonly string[]) {
  const asking: Promise<Poll>[] = [];
  const ask = () => {
    const address = addresses[asking.length];
    if (address !== undefined) asking.push(askOnce(address));
  };
  ask();
  const timer = setInterval(ask, PROBE_EVERY);
  return {
    stop() {
      clearInterval(timer);
      return Promise.all(asking);
    },
  };
}
