import { ACCOUNT_DEFAULTS, type Account } from '../src/core/account/account';
import type { Answer, Message } from '../src/core/answer/answer';
import { type Mailbox, UNKNOWN_MAILBOX } from '../src/core/mailbox/mailbox';
import { NO_POLICY } from '../src/core/policy/policy';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings/settings';
import type { State } from '../src/core/view/state';

/** Monday 23 November 2026, 13:05 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 13, 5);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function makeAccount(change: Partial<Account> = {}): Account {
  return {
    ...ACCOUNT_DEFAULTS,
    id: 'home',
    name: 'Home',
    endpoint: 'https://api.example/messages',
    token: 'abc+/=|123',
    ...change,
  };
}

export function makeMessage(id: string, change: Partial<Message> = {}): Message {
  return {
    id,
    serverId: id,
    from: { name: `Sender ${id}`, address: `${id}@example.com` },
    date: NOW - HOUR,
    subject: `Subject ${id}`,
    beginning: '',
    link: `https://mail.example/${id}`,
    ...change,
  };
}

export function withoutDate({ date: _date, ...message }: Message): Message {
  return message;
}

export function withoutLink({ link: _link, ...message }: Message): Message {
  return message;
}

export function makeAnswer(change: Partial<Answer> = {}): Answer {
  return { emails: 'unreported', unread: 0, sms: 'unreported', messages: [], ...change };
}

/** A mailbox checked at `NOW` without unread mail; its messages are not new unless `known` is given. */
export function makeMailbox(change: Partial<Mailbox> = {}): Mailbox {
  return {
    ...UNKNOWN_MAILBOX,
    ...makeAnswer(),
    endpoint: makeAccount().endpoint,
    checkedAt: NOW,
    attemptedAt: NOW,
    digest: 'd0',
    ...change,
  };
}

/** A state with accounts named after their ids. */
export function makeState(
  mailboxes: Record<string, Mailbox | undefined>,
  settings: Partial<Settings> = {},
): State {
  return {
    accounts: Object.keys(mailboxes).map(id => makeAccount({ id, name: id })),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    mailboxes: Object.fromEntries(
      Object.entries(mailboxes).flatMap(([id, mailbox]) => (mailbox ? [[id, mailbox]] : [])),
    ),
    storageFull: false,
    visits: {},
    seen: undefined,
    snoozedUntil: 0,
    quietEndedUntil: 0,
    policy: NO_POLICY,
  };
}
