import { readFile } from 'node:fs/promises';
import { runningFamily } from '../extension/processes';

/** Linux reports CPU times in hundredths of a second. */
const TICK_MS = 10;

/**
 * The CPU time of a process and of all that descend from it, in ms, with that of the children that have ended.
 * 0 if there is no such process.
 */
export async function cpuOfFamily(id: number): Promise<number> {
  const times = (await runningFamily(id)).map(async member => {
    const stat = await readFile(`/proc/${member}/stat`, 'utf8').catch(() => '');
    // The name may have spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    const own = (user ?? 0) + (system ?? 0);
    return stat === '' ? 0 : own + (endedUser ?? 0) + (endedSystem ?? 0);
  });
  return (await Promise.all(times)).reduce((sum, ticks) => sum + ticks, 0) * TICK_MS;
}

/** The CPU time that each process used within a time, by its name. In ms. */
export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: ReadonlyMap<string, number>;
}

export interface Meter {
  stop(): Promise<Usage>;
}

/** @param processes ids by name; undefined for one that doesn't run */
export async function meter(processes: Readonly<Record<string, number | undefined>>): Promise<Meter> {
  const read = () =>
    Promise.all(
      Object.entries(processes).map(async ([name, id]) => {
        const cpu = id === undefined ? 0 : await cpuOfFamily(id);
        return [name, cpu] as const;
      }),
    );
  const before = new Map(await read());
  const begin = performance.now();
  const load = process.cpuUsage();
  return {
    async stop() {
      const { user, system } = process.cpuUsage(load);
      const used = (await read()).map(([name, cpu]) => [name, cpu - (before.get(name) ?? 0)] as const);
      return {
        wallMs: performance.now() - begin,
        cpuMs: new Map([...used, ['load', (user + system) / 1000]]),
      };
    },
  };
}

/** A thread that is busy for so much of the time has nothing left. */
const BUSY = 0.8;

/** `gateway 62 %, mail server 30 %, load 5 % of a core`, and which of them, if any, is at its end. */
export function bottleneckOf({ wallMs, cpuMs }: Usage, otherwise: string): string {
  const shares = [...cpuMs].map(([name, ms]) => ({ name, share: ms / wallMs }));
  const told = shares.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', ');
  const busy = shares.find(({ name, share }) => name.startsWith('gateway') && share > BUSY);
  const cores = shares.reduce((sum, { share }) => sum + share, 0);
  const [most] = shares.toSorted((a, b) => b.share - a.share);
  const reason = busy
    ? `the gateway’s thread`
    : cores > 2 * BUSY
      ? `the two cores, most of them used by the ${most?.name}`
      : otherwise;
  return `${reason} (${told} of a core)`;
}
