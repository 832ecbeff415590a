import { readdir, readFile } from 'node:fs/promises';

/** Ids of the processes that descend from `ancestor` and whose command line will do. */
export async function descendants(
  ancestor: number,
  willDo: (commandLine: string) => boolean,
): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0));
  }
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && parent !== 0 && (parent === ancestor || isOurs(parent));
  };
  const ours = [...parents.keys()].filter(isOurs);
  const lines = await Promise.all(ours.map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ours.filter((_id, index) => willDo(lines[index] ?? ''));
}

/** Memory of a process in bytes; what it shares with n others counts an nth (PSS). 0 for one that has ended. */
export async function proportionalSize(id: number): Promise<number> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}
