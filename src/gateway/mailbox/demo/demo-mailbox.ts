import { beginningOf } from '../../text/mail-text';
import {
  type ActionResult,
  type FullMessage,
  type GatewayMailbox,
  type MessageAction,
  type MessageSummary,
  MOST_MARKED,
} from '../mailbox';
import { type DemoLanguage, demoDetails, demoTemplates } from './write-mail';

export type DemoMail = FullMessage & MessageSummary;

export interface DemoMailboxOptions {
  /** ms since 1970. Default: the system clock. */
  readonly now?: () => number;
  /** ms between two new mails. Default: 0 for none. */
  readonly deliverEveryMs?: number;
  /** Default: both, alternating. */
  readonly language?: DemoLanguage;
}

export interface DemoMailbox extends GatewayMailbox {
  deliver(): DemoMail;
  /** Returns a function that removes the listener. */
  onDelivery(listener: (mail: DemoMail) => void): () => void;
  addSms(): void;
  close(): Promise<void>;
}

const CAPACITY = 300;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const AGES = [
  ...[4, 37, 95, 260].map(minutes => minutes * MINUTE),
  ...[0.8, 1.1, 1.9, 3.2, 4.6, 6.3, 8.7, 12.4, 17.1, 23.6].map(days => days * DAY),
];
const UNREAD_AT_START: ReadonlySet<number> = new Set([0, 1, 2, 3, 6]);

/** 14 mails, 5 of them unread, and an unread text message. */
export function createDemoMailbox(options: DemoMailboxOptions = {}): DemoMailbox {
  const { now = Date.now, deliverEveryMs = 0, language } = options;
  const templates = demoTemplates(language);
  const listeners = new Set<(mail: DemoMail) => void>();
  let sms = 1;
  let written = 0;
  /** Newest first. */
  let mails: readonly DemoMail[] = [];
  /** Archived or deleted, the last one last. */
  let away: readonly DemoMail[] = [];

  const write = (date: Date, read: boolean): DemoMail => {
    const n = written++;
    const chosen = templates[n % templates.length];
    if (chosen === undefined) throw new RangeError('the demo has no mails to write');
    const { template, locale } = chosen;
    const details = demoDetails(n, date, locale);
    const text = template.text(details);
    return {
      id: `demo-${date.getTime().toString(36)}-${n + 1}`,
      from: { name: template.name, address: template.address },
      date,
      subject: template.subject(details),
      text,
      beginning: beginningOf(text),
      read,
    };
  };

  const deliver = () => {
    const mail = write(new Date(now()), false);
    mails = dropOldest([mail, ...mails]);
    for (const listener of listeners) listener(mail);
    return mail;
  };

  const mark = (id: string, read: boolean) => {
    mails = mails.map(mail => (mail.id === id ? { ...mail, read } : mail));
  };
  const putBack = (mail: DemoMail) => {
    away = away.filter(it => it !== mail);
    const older = mails.findIndex(({ date }) => date < mail.date);
    mails = dropOldest(mails.toSpliced(older < 0 ? mails.length : older, 0, mail));
  };
  const act = (action: MessageAction, id: string): ActionResult => {
    const mail = mails.find(it => it.id === id);
    if (action === 'restore') {
      const gone = away.find(it => it.id === id);
      if (gone !== undefined) putBack(gone);
      return { id, status: gone === undefined && mail === undefined ? 'gone' : 'done' };
    }
    if (mail === undefined) return { id, status: 'gone' };
    if (action === 'archive' || action === 'delete') {
      mails = mails.filter(it => it !== mail);
      away = [...away, mail].slice(-CAPACITY);
    } else mark(id, action === 'markRead');
    return { id, status: 'done' };
  };

  mails = AGES.map((age, i) => write(new Date(now() - age), !UNREAD_AT_START.has(i)));
  const timer = deliverEveryMs > 0 ? setInterval(deliver, deliverEveryMs) : undefined;
  timer?.unref();

  return {
    readsOnOpen: true,
    counts: async () => ({ emails: mails.length, unread: mails.filter(mail => !mail.read).length, sms }),
    unread: async limit => mails.filter(mail => !mail.read).slice(0, limit),
    latest: async limit => mails.slice(0, limit),
    message: async id => mails.find(mail => mail.id === id),
    act: async (action, ids) => ids.map(id => act(action, id)),
    async markAllRead(notNewerThan) {
      const newest = mails.findIndex(({ id }) => notNewerThan.includes(id));
      const marked = mails.slice(Math.max(0, newest)).filter(({ read }) => !read);
      return marked.map(({ id }) => act('markRead', id)).slice(0, MOST_MARKED);
    },
    deliver,
    onDelivery(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    addSms() {
      sms++;
    },
    close: async () => clearInterval(timer),
  };
}

/** Drops the oldest read mail or, if all are unread, the oldest one. */
function dropOldest(mails: readonly DemoMail[]): readonly DemoMail[] {
  if (mails.length <= CAPACITY) return mails;
  const read = mails.findLastIndex(mail => mail.read);
  return mails.toSpliced(read >= 0 ? read : mails.length - 1, 1);
}
