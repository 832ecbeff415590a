import { ACCOUNTS_FORMAT, type Account } from '../core/account';
import { isMailbox, type Mailbox, mailboxOf, shownMessages } from '../core/mailbox';
import { isPreset } from '../core/preset-id';
import { isGroup } from '../core/schema';
import { dataOf, unpack } from '../core/stored-format';
import { SEEN_FORMAT, type Seen } from '../core/unseen';
import { KEYS } from './keys';
import { readLocal, readStored } from './storage';

/** What is there to see while all is as it should be: each account has mail, and nothing is to be said beside it. */
export interface Glance {
  accounts: Account[];
  mailboxes: Readonly<Record<string, Mailbox>>;
  seen: Seen;
}

/** Reads what there is to see, or undefined where there is more to it: then only the whole state tells. */
export async function loadGlance(now: number): Promise<Glance | undefined> {
  const [local, session, synced] = await Promise.all([
    readLocal(),
    readStored('session', [KEYS.visits, KEYS.storageFull]),
    readStored('sync', [KEYS.settings]).catch(() => ({})),
  ]);
  const isSnoozed = Number(dataOf(local[KEYS.snooze])) > now;
  if (isSnoozed || mayBeQuiet(local) || mayBeQuiet(synced) || dataOf(local[KEYS.managed])) return undefined;
  if (dataOf(session[KEYS.storageFull]) || isAny(dataOf(session[KEYS.visits]))) return undefined;
  const accounts = unpack(ACCOUNTS_FORMAT, local[KEYS.accounts]).filter(account => !isPreset(account));
  const mailboxes: Record<string, Mailbox> = {};
  for (const account of accounts) {
    const stored = dataOf(local[KEYS.mailbox + account.id]);
    const mailbox = isMailbox(stored) ? mailboxOf(account, stored) : undefined;
    if (!mailbox || mailbox.failure || mailbox.unread === 'withheld') return undefined;
    if (shownMessages(mailbox).length === 0) return undefined;
    mailboxes[account.id] = mailbox;
  }
  return accounts.length > 0
    ? { accounts, mailboxes, seen: unpack(SEEN_FORMAT, local[KEYS.seen]) }
    : undefined;
}

function mayBeQuiet(area: Record<string, unknown>): boolean {
  const settings = dataOf(area[KEYS.settings]);
  const { quietHours } = isGroup(settings) ? settings : {};
  return Array.isArray(quietHours) && quietHours.length > 0;
}

function isAny(value: unknown): boolean {
  return isGroup(value) && Object.keys(value).length > 0;
}
