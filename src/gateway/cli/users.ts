import type { KnownUser } from '../access/revoke';

/** @param codeOf stands for a user in a log as JSON */
export function usersText(
  users: readonly KnownUser[],
  isForPrograms: boolean,
  codeOf: (user: string) => string,
): string[] {
  if (isForPrograms) {
    const rows = users.map(({ user, tokens, usedAt }) => ({
      user,
      code: codeOf(user),
      tokens,
      usedAt: dayOf(usedAt),
    }));
    return [JSON.stringify(rows)];
  }
  if (users.length === 0) return ['Nobody has a token.'];
  const rows = users.map(({ user, tokens, usedAt }) => [user, String(tokens), dayOf(usedAt)]);
  return table([['User', 'Tokens', 'Last used'], ...rows]);
}

/** A use is stored once a day. */
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
