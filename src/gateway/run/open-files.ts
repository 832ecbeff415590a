import { readFile } from 'node:fs/promises';
import { OTHER_FILES } from '../mailbox/imap/tell-limits';

/** How many files this process may have open; undefined if it may have any number, or the system doesn't tell (not Linux). */
export async function openFilesLimit(): Promise<number | undefined> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const [, soft] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
  return soft === undefined ? undefined : Number(soft);
}

/** @param connections how many there may be to mail servers */
export function openFilesWarning(limit: number | undefined, connections: number): string | undefined {
  const needed = connections + OTHER_FILES;
  if (limit === undefined || limit >= needed) return undefined;
  return `this process may open ${limit} files, but needs ${needed} for ${connections} connections to mail servers: raise LimitNOFILE of its systemd unit, or ulimit -n, or lower max-connections`;
}
