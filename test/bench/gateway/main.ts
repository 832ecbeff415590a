import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../../src/launcher/machine';
import { DOVECOT } from '../../imap/machine';
import { allHold, tableOf } from './figures';
import { measure, STUCK } from './measure';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      mailboxes: { type: 'string', default: '50' },
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const mailboxes = Number(values.mailboxes);
  if (!Number.isInteger(mailboxes) || mailboxes <= STUCK)
    throw new TypeError(`--mailboxes takes a whole number above ${STUCK}, not "${values.mailboxes}".`);
  ensureInstalled([DOVECOT], say);
  const folder = await mkdtemp(join(tmpdir(), 'facteur-bench-'));
  try {
    const figures = await measure({
      folder,
      mailboxes,
      rate: Number(values.rate),
      seconds: Number(values.seconds),
      rounds: Number(values.rounds),
      say,
    });
    print(values.json ? JSON.stringify(figures) : tableOf(figures));
    return allHold(figures) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  code => process.exit(code),
  error => {
    say(String(error?.stack ?? error));
    process.exit(2);
  },
);
