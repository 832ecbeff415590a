import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../../src/launcher/machine';
import { DOVECOT } from '../../imap/machine';
import { POSTGRES } from '../../postgres';
import { measureAnswers } from './answer-rows';
import type { Bench } from './bench';
import { measureIdle } from './idle-row';
import { measureLoad } from './load-row';
import { measureLook } from './look-row';
import { allHold, type Row, tableOf } from './rows';
import { measureStart } from './start-rows';
import { measureTwo } from './two-rows';
import { measureUsers } from './users-rows';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const say = (line: string) => void process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

/** The groups that `--row` names, in the order of the table. */
const GROUPS = ['start', 'restart', 'look', 'load', 'idle', 'two', 'users', 'answer'] as const;
type Group = (typeof GROUPS)[number];

async function measureGroup(group: Group, bench: Bench, chosen: readonly Group[]): Promise<Row[]> {
  switch (group) {
    case 'start':
      return measureStart(bench, chosen.includes('restart'));
    case 'restart':
      // The restart follows a start.
      return chosen.includes('start') ? [] : measureStart(bench, true);
    case 'look':
      return measureLook(bench);
    case 'load':
      return measureLoad(bench);
    case 'idle':
      return measureIdle(bench);
    case 'two':
      return measureTwo(bench);
    case 'users':
      return measureUsers(bench);
    case 'answer':
      return measureAnswers(bench);
  }
}

const isGroup = (word: string): word is Group => GROUPS.some(group => group === word);

/** @throws {TypeError} */
function numberOf(name: string, text: string | undefined, least: number): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  throw new TypeError(`--${name} takes a number from ${least} on, not "${text}".`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      row: { type: 'string', multiple: true, default: [...GROUPS] },
      mailboxes: { type: 'string' },
      users: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '10' },
      'sign-ins-per-second': { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
    },
  });
  const chosen = GROUPS.filter(group => values.row.includes(group));
  const unknown = values.row.find(word => !isGroup(word));
  if (unknown !== undefined) throw new TypeError(`--row takes ${GROUPS.join(', ')}, not "${unknown}".`);
  ensureInstalled(chosen.includes('two') ? [DOVECOT, POSTGRES] : [DOVECOT], say);
  const rows: Row[] = [];
  for (const group of chosen) {
    const folder = await mkdtemp(join(tmpdir(), 'facteur-bench-'));
    try {
      const bench: Bench = {
        folder,
        mailboxes: values.mailboxes === undefined ? undefined : numberOf('mailboxes', values.mailboxes, 10),
        users: numberOf('users', values.users, 10),
        minutes: numberOf('minutes', values.minutes, 0.05),
        signInsPerSecond: numberOf('sign-ins-per-second', values['sign-ins-per-second'], 1),
        say,
      };
      const measured = await measureGroup(group, bench, chosen);
      // A later row may fail.
      for (const row of measured) say(`${row.name}: ${row.measured}`);
      rows.push(...measured);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  print(values.json ? JSON.stringify(rows) : tableOf(rows));
  return allHold(rows) ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    say(String(error?.stack ?? error));
    process.exit(2);
  },
);
