import { ACCOUNTS_FORMAT, type Account } from '../core/account';
import { answeredAt } from '../core/check-log';
import { isPlain } from '../core/glimpse';
import { isMailbox, type Mailbox, mailboxOf } from '../core/mailbox';
import { isPreset } from '../core/preset-id';
import { isGroup } from '../core/schema';
import { dataOf, unpack } from '../core/stored-format';
import { SEEN_FORMAT, type Seen } from '../core/unseen';
import { KEYS } from './keys';
import { readStored } from './storage';

/** What is there to see while all is as it should be: each account has mail, and nothing is to be said beside it. */
export interface Glance {
  accounts: Account[];
  mailboxes: Readonly<Record<string, Mailbox>>;
  seen: Seen;
}

/**
 * Reads what there is to see, or undefined where there is more to it: then only the whole state tells.
 * @param now ms since 1970
 */
export async function loadGlance(now: number): Promise<Glance | undefined> {
  const [local, session, synced] = await Promise.all([
    readStored('local', [KEYS.accounts, KEYS.checks, KEYS.managed, KEYS.seen, KEYS.settings, KEYS.snooze]),
    readStored('session', [KEYS.visits, KEYS.storageFull, KEYS.shown, KEYS.glimpse]),
    readStored('sync', [KEYS.settings]).catch(() => ({})),
  ]);
  const isSnoozed = Number(dataOf(local[KEYS.snooze])) > now;
  if (isSnoozed || mayBeQuiet(local) || mayBeQuiet(synced) || dataOf(local[KEYS.managed])) return undefined;
  if (dataOf(session[KEYS.storageFull]) || isAny(dataOf(session[KEYS.visits]))) return undefined;
  const accounts = unpack(ACCOUNTS_FORMAT, local[KEYS.accounts]).filter(account => !isPreset(account));
  const glimpse = await loadGlimpse(accounts, session);
  const mailboxes: Record<string, Mailbox> = {};
  for (const account of accounts) {
    const stored = glimpse(account.id);
    const mailbox = isMailbox(stored) ? mailboxOf(account, stored) : undefined;
    if (!mailbox || !isPlain(mailbox)) return undefined;
    // A check that found nothing new has told the log alone.
    const checkedAt = Math.max(mailbox.checkedAt, answeredAt(dataOf(local[KEYS.checks]), account.id));
    mailboxes[account.id] = { ...mailbox, checkedAt };
  }
  return accounts.length > 0
    ? { accounts, mailboxes, seen: unpack(SEEN_FORMAT, local[KEYS.seen]) }
    : undefined;
}

/** What was kept of all mailboxes for the first frame, or, where it may be out of date, the mailboxes themselves. */
async function loadGlimpse(
  accounts: readonly Account[],
  session: Record<string, unknown>,
): Promise<(accountId: string) => unknown> {
  if (dataOf(session[KEYS.shown]) === 'all') {
    const glimpse = dataOf(session[KEYS.glimpse]);
    return id => (isGroup(glimpse) ? glimpse[id] : undefined);
  }
  const stored = await readStored(
    'local',
    accounts.map(({ id }) => KEYS.mailbox + id),
  );
  return id => dataOf(stored[KEYS.mailbox + id]);
}

function mayBeQuiet(area: Record<string, unknown>): boolean {
  const settings = dataOf(area[KEYS.settings]);
  const { quietHours } = isGroup(settings) ? settings : {};
  return Array.isArray(quietHours) && quietHours.length > 0;
}

function isAny(value: unknown): boolean {
  return isGroup(value) && Object.keys(value).length > 0;
}
