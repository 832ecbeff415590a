import { readdir, readFile } from 'node:fs/promises';

/** Memory of a process and its descendants, in bytes (PSS: a page shared by n processes counts one nth for each). */
export async function memoryOf(pid: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The program's name, in parentheses, may contain spaces; the parent is the second field after it (proc(5)).
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isOurs = (id: number): boolean => id === pid || (parents.has(id) && isOurs(parents.get(id) ?? 0));
  const sizes = [...parents.keys()].filter(isOurs).map(proportionalSize);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** In bytes; 0 if the process has ended. */
async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}
