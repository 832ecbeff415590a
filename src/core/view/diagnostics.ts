import { UNTIL_RESUMED } from '../account/pause';
import { parseUrl } from '../answer/link';
import type { CheckEntry } from '../mailbox/check-log';
import { shownFailure } from '../mailbox/failing';
import { type FailureKind, failureNumber, stopsChecks } from '../mailbox/failure';
import { mailboxOf } from '../mailbox/mailbox-of';
import { nextCheckOf } from '../mailbox/next-check';
import type { Pace } from '../mailbox/schedule';
import { underPolicy } from '../policy/policy';
import { type Quiet, quietOf } from '../settings/quiet';
import type { State } from './state';

/** Facts about the browser and the extension; absent if unknown. */
export interface BrowserFacts {
  browser: string;
  version: string;
  /** Operating system and processor. */
  system: string;
  /** BCP 47 */
  language: string;
  permissions: readonly string[];
  notificationsBlocked?: boolean;
  hosts: readonly string[];
  /** `at` is ms since 1970, `period` minutes; absent for a single alarm. */
  alarms: readonly { name: string; at: number; period?: number }[];
  /** Bytes */
  localBytes?: number;
  syncBytes?: number;
}

export interface AccountFacts {
  /** Its position, from 1. Used instead of the name, which is private. */
  number: number;
  host: string;
  failure?: { outcome: FailureKind; code?: number };
  /** Last answer, ms since 1970; absent before the first. */
  checked?: number;
  /** Next check, ms since 1970; absent if checks have stopped or are paused without an end. */
  next?: number;
}

export interface CheckFacts extends Omit<CheckEntry, 'accountId'> {
  number?: number;
}

/** Data for finding faults, without secrets or mail, so that the user can share it. */
export interface Diagnostics {
  about: BrowserFacts;
  /** ms since 1970 */
  now: number;
  quiet?: Quiet;
  sync: boolean;
  storageFull: boolean;
  accounts: readonly AccountFacts[];
  checks: readonly CheckFacts[];
}

/** @param now ms since 1970 */
export function diagnose(
  about: BrowserFacts,
  state: State,
  sync: boolean,
  log: readonly CheckEntry[],
  pace: Pace,
  now: number,
): Diagnostics {
  const quiet = quietOf(state, now);
  const { accounts, mailboxes, storageFull, policy } = state;
  return {
    about,
    now,
    ...(quiet && { quiet }),
    sync,
    storageFull,
    accounts: accounts.map((account, index) => {
      const mailbox = mailboxOf(account, mailboxes[account.id]);
      const { checkedAt } = mailbox;
      const failure = shownFailure(mailbox);
      const code = failure && failureNumber(failure);
      return {
        number: index + 1,
        host: parseUrl(account.endpoint)?.host ?? '',
        ...(failure && { failure: { outcome: failure.kind, ...(code !== undefined && { code }) } }),
        ...(checkedAt > 0 && { checked: checkedAt }),
        ...(!stopsChecks(failure) &&
          account.pausedUntil < UNTIL_RESUMED && {
            next: Math.max(
              account.pausedUntil,
              nextCheckOf(underPolicy(account, policy), mailbox, now, pace),
            ),
          }),
      };
    }),
    checks: log.toReversed().map(({ accountId, ...check }) => {
      const index = accounts.findIndex(({ id }) => id === accountId);
      return { ...check, ...(index >= 0 && { number: index + 1 }) };
    }),
  };
}

/** Such as "server-error 503". */
export function outcomeName({ outcome, code }: Pick<CheckEntry, 'outcome' | 'code'>): string {
  return code === undefined ? outcome : `${outcome} ${code}`;
}

/** The diagnostics as Markdown, in English for Facteur's developers. Times are UTC. */
export function diagnosticsText(diagnostics: Diagnostics): string {
  const { about, now, quiet, sync, storageFull, accounts, checks } = diagnostics;
  const lines = [
    '# Facteur diagnostics',
    '',
    `- Time: ${moment(now)}`,
    `- Facteur: ${about.version}`,
    `- Browser: ${about.browser}`,
    `- System: ${about.system}`,
    `- Language: ${about.language}`,
    `- Permissions: ${about.permissions.join(', ') || 'none'}`,
    `- Hosts allowed: ${about.hosts.join(', ') || 'none'}`,
    `- Notifications: ${blockedName(about.notificationsBlocked)}`,
    ...about.alarms.map(
      ({ name, at, period }) =>
        `- Alarm ${name}: ${moment(at)}, ${period === undefined ? 'once' : `every ${period} min`}`,
    ),
    ...(about.alarms.length === 0 ? ['- Alarms: none'] : []),
    `- Quiet: ${quiet ? quietName(quiet) : 'no'}`,
    `- Sync: ${sync ? 'on' : 'off'}`,
    `- Storage: ${bytes('local', about.localBytes)}, ${bytes('sync', about.syncBytes)}${storageFull ? ', FULL' : ''}`,
    '',
    '## Accounts',
    '',
    ...table(
      ['No.', 'Host', 'State', 'Last answer', 'Next check'],
      accounts.map(({ number, host, failure, checked, next }) => [
        String(number),
        host,
        failure ? outcomeName(failure) : 'fine',
        checked === undefined ? 'never' : moment(checked),
        next === undefined ? 'when asked' : moment(next),
      ]),
    ),
    '',
    `## Latest checks (${checks.length})`,
    '',
    ...table(
      ['Began', 'Account', 'Outcome', 'Took'],
      checks.map(check => [
        moment(check.at),
        String(check.number ?? '–'),
        outcomeName(check),
        `${Math.round(check.duration)} ms`,
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ['None.'];
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
}

function quietName({ why, until }: Quiet): string {
  return until === undefined ? `${why}, for ever` : `${why} until ${moment(until)}`;
}

function blockedName(blocked: boolean | undefined): string {
  if (blocked === undefined) return 'unknown';
  return blocked ? 'BLOCKED in the browser' : 'allowed';
}

function bytes(area: string, size: number | undefined): string {
  return `${area} ${size === undefined ? 'unknown' : `${size} bytes`}`;
}

function moment(time: number): string {
  return Number.isFinite(new Date(time).getTime()) ? new Date(time).toISOString() : 'unknown';
}
