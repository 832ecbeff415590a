import { readdir, readFile } from 'node:fs/promises';

/**
 * The ids of a process and of its children, grandchildren and so on.
 * @param parents the id of each process's parent, by the process's own id
 */
export function familyOf(id: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === id).map(([child]) => child);
  return [id, ...children.flatMap(child => familyOf(child, parents))];
}

/** The proportional set size (PSS) in a text of `/proc/PID/smaps_rollup`, in bytes. */
export function pssOf(rollup: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error(`No line “Pss: … kB” in “${rollup}”`);
  return Number(kilobytes) * 1024;
}

export async function runningFamily(id: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const parents = await Promise.all(
    ids.map(async (name): Promise<[number, number]> => {
      const status = await readOrNothing(`/proc/${name}/status`);
      return [Number(name), Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0)];
    }),
  );
  return familyOf(id, new Map(parents));
}

/** The command line of a process; empty if it has ended. */
export const commandLine = (id: number): Promise<string> => readOrNothing(`/proc/${id}/cmdline`);

/** The memory of a process and of all that descend from it, in bytes. Memory that they share counts once. */
export async function memoryOfFamily(id: number): Promise<number> {
  const rollups = await Promise.all(
    (await runningFamily(id)).map(each => readOrNothing(`/proc/${each}/smaps_rollup`)),
  );
  return rollups.filter(Boolean).reduce((sum, rollup) => sum + pssOf(rollup), 0);
}

/** The text of a file of a process; empty if the process has ended. */
async function readOrNothing(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
