import { readdir, readFile } from 'node:fs/promises';

/** Memory of a process and all that descend from it, in bytes; each page shared by n of them counts an nth for each. */
export async function memoryOf(pid: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name of the program, in parentheses, may hold anything; the parent is the second field after it.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isOurs = (id: number): boolean => id === pid || (parents.has(id) && isOurs(parents.get(id) ?? 0));
  const sizes = [...parents.keys()].filter(isOurs).map(proportionalSize);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** 0 for a process that has ended meanwhile. */
async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}
