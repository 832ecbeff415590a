import type { Health } from '../admin/health';
import { MAILBOX_STATES } from '../shared/metrics';

/** As far as it can be known without the option `--admin`. */
export interface Found {
  /** `unknown`: other computers share the store, or the store can't say. */
  readonly running: boolean | 'unknown';
  /** The numbers of what is kept. `away`: the store can't be reached. */
  readonly kept: { readonly users: number; readonly tokens: number } | 'away';
}

/** What a gateway says about itself. */
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
  const isAway = kept === 'away';
  if (isForPrograms) {
    const store = isAway ? { store: 'away' } : { store: 'ok', ...kept };
    return [JSON.stringify({ running: running === 'unknown' ? null : running, ...store })];
  }
  return [
    `Gateway:    ${running === 'unknown' ? 'unknown: ask it with the option --admin' : running ? 'runs' : 'doesn’t run'}`,
    `Store:      ${isAway ? 'can’t be reached' : `${kept.users} users, ${kept.tokens} tokens`}`,
  ];
}
