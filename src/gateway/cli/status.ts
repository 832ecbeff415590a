import type { Health } from '../admin/health';
import { MAILBOX_STATES } from '../shared/metrics';
import { createPlural } from '../texts/plural';

const plural = createPlural('en');

/** As far as it can be known without an answer at the address of `--admin`. */
export interface Found {
  readonly running: boolean | 'unknown';
  /** How many have a token, and how many tokens; or why the store can't be used. */
  readonly kept: { readonly users: number; readonly tokens: number } | { readonly problem: string };
}

/** A gateway says this about itself. */
export function healthText(health: Health, isForPrograms: boolean): string[] {
  if (isForPrograms) return [JSON.stringify({ running: true, ready: health.phase === 'ready', ...health })];
  const counts = MAILBOX_STATES.flatMap(state => {
    const count = health.mailboxes[state] ?? 0;
    return count === 0 ? [] : [`${count} ${state.replace('-', ' ')}`];
  });
  return [
    `Gateway:    ${PHASES[health.phase]}, version ${health.version}, since ${health.started}`,
    `Store:      ${STORES[health.store]}`,
    `Mailboxes:  ${counts.join(', ') || 'none open'}`,
    `In queue:   ${health.queue}`,
  ];
}

const PHASES: Readonly<Record<Health['phase'], string>> = {
  starting: 'is starting',
  ready: 'ready',
  stopping: 'is stopping',
};

const STORES: Readonly<Record<Health['store'], string>> = {
  ok: 'can be reached',
  away: 'can’t be reached; the gateway goes on with what it knows',
  unknown: 'is being opened',
};

export function foundText({ running, kept }: Found, isForPrograms: boolean): string[] {
  if (isForPrograms) {
    const store = 'problem' in kept ? { store: 'away', ...kept } : { store: 'ok', ...kept };
    return [JSON.stringify({ running: running === 'unknown' ? null : running, ...store })];
  }
  return [
    `Gateway:    ${running === 'unknown' ? 'unknown: give its --admin' : running ? 'runs' : 'doesn’t run'}`,
    `Store:      ${keptText(kept)}`,
  ];
}

function keptText(kept: Found['kept']): string {
  if ('problem' in kept) return kept.problem;
  const people = plural(kept.users, { one: '# user', other: '# users' });
  return `${people}, ${plural(kept.tokens, { one: '# token', other: '# tokens' })}`;
}
