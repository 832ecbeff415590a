import type { Answer, Count, Message } from '../../src/core/answer/answer';
import { type ListedMail, withIdentities } from '../../src/core/answer/identity';
import { DAY, HOUR } from '../make';

/** A kind of server: what its answers tell, and in which order. */
export interface ServerKind {
  order: 'newest first' | 'oldest first' | 'by date' | 'undated' | 'undated, oldest first';
  /** How many mails it lists at the most. */
  length: number;
  /** Whether it tells NoEMails and NoUnReadMails. */
  emails: boolean;
  unread: boolean;
  ids: 'lasting' | 'sequence numbers' | 'changing' | 'absent';
}

export const ORDERS = [
  'newest first',
  'oldest first',
  'by date',
  'undated',
  'undated, oldest first',
] as const;
export const LENGTHS = [3, 5, 10, 20, Number.POSITIVE_INFINITY] as const;
export const IDS = ['lasting', 'sequence numbers', 'changing', 'absent'] as const;

export const SERVER_KINDS: readonly ServerKind[] = ORDERS.flatMap(order =>
  LENGTHS.flatMap(length =>
    [true, false].flatMap(emails =>
      [true, false].flatMap(unread => IDS.map(ids => ({ order, length, emails, unread, ids }))),
    ),
  ),
);

/** What happens to a mailbox. Numbers choose among the mails that it may happen to. */
export type LifeEvent =
  | { kind: 'arrive'; count: number; delay: number }
  | { kind: 'arrive late'; delay: number }
  | { kind: 'arrive read' }
  | { kind: 'burst'; count: number }
  | { kind: 'double'; count: number }
  | { kind: 'read here'; which: number }
  | { kind: 'read elsewhere'; which: number }
  | { kind: 'read all' }
  | { kind: 'delete read'; which: number }
  | { kind: 'delete unread'; which: number }
  | { kind: 'mark known unread'; which: number }
  | { kind: 'mark unseen unread'; which: number }
  | { kind: 'renumber' }
  | { kind: 'reuse ids' }
  | { kind: 'clock'; offset: number };

/** One event, and whether a check follows before the next one. */
export interface LifeStep {
  event: LifeEvent;
  minutes: number;
  isChecked: boolean;
}

/** What an answer tells. */
export interface Told {
  emails: Count;
  unread: Count;
  mails: ListedMail[];
}

/** What a mail is known by. */
interface Content {
  sender: string;
  subject: string;
  /** ms since 1970, in whole seconds */
  date: number;
}

/** A mail that comes, with a subject of its own unless one is given. */
type Arrival = Pick<Content, 'date'> & Partial<Pick<Content, 'subject'>>;

export interface Mail extends Content {
  /** Which one it is, for the oracle; no part of what it is known by. */
  mark: string;
  id: number;
  arrivedAt: number;
  isUnread: boolean;
  /** Whether it came since the last check, unread. */
  isNews: boolean;
  /** Whether a list has held it. */
  wasListed: boolean;
}

/** How many mails a mailbox begins with. */
const INITIAL = 14;

/** The subject of mails that come several in a second, all alike. */
const ALERT = 'Alert';

/**
 * A mailbox on a server of one kind. It knows what truly came, and asks for a check first where an event would make two
 * histories look alike (`clashes`).
 */
export class LivingMailbox {
  clockOffset = 0;
  mails: Mail[] = [];
  private count = 0;
  /** What all mails that ever came are known by. */
  private ever = new Set<string>();
  private nextId = 1;
  private answers = 0;
  /** What has happened since the last check. */
  private gap = new Set<Trait>();
  private checkedAt: number;
  private lastListed: readonly Mail[] = [];

  /** @param now what its clock shows, ms since 1970, in whole seconds as mails are dated; whoever lives it sets it */
  constructor(
    readonly kind: ServerKind,
    public now: number,
  ) {
    this.checkedAt = now;
    // Read and unread ones of the last days, some of which no list will ever hold.
    for (let n = 0; n < INITIAL; n += 1)
      this.add({ date: now - (INITIAL - n) * 5 * HOUR }, n % 3 === 1, false);
  }

  /** Whether a check is due before this event, for after both nobody could tell what came. */
  clashes(event: LifeEvent): boolean {
    const gap = new Set([...this.gap, ...this.traits(event)]);
    return ALIKE.some(([_other, ...traits]) => traits.every(trait => gap.has(trait)));
  }

  /** Whether this event brings a mail that one before is like in sender, subject and date: they are one to anybody. */
  repeats(event: LifeEvent): boolean {
    return this.arrivals(event).some((arrival, index) =>
      this.ever.has(keyOf(this.contentOf(arrival, this.count + index))),
    );
  }

  happen(event: LifeEvent): void {
    for (const trait of this.traits(event)) this.gap.add(trait);
    const [mail] = this.affected(event);
    for (const arrival of this.arrivals(event)) this.add(arrival, true, true);
    switch (event.kind) {
      case 'arrive read':
        this.add({ date: this.now - 5 * DAY }, false, false);
        break;
      case 'read here':
      case 'read elsewhere':
      case 'read all':
        for (const read of this.affected(event)) read.isUnread = false;
        break;
      case 'delete read':
      case 'delete unread':
        this.mails = this.mails.filter(it => it !== mail);
        break;
      case 'mark known unread':
      case 'mark unseen unread':
        if (mail) mail.isUnread = true;
        break;
      case 'renumber':
        for (const each of this.mails) each.id = this.nextId++;
        break;
      case 'reuse ids':
        this.mails = [];
        this.nextId = 1;
        break;
      case 'clock':
        this.clockOffset = event.offset;
    }
  }

  /** The unread mails that an event brings. */
  private arrivals(event: LifeEvent): Arrival[] {
    const several = (count: number, dateOf: (n: number) => number, subject?: string) =>
      Array.from({ length: count }, (_, n) => ({ date: inSeconds(dateOf(n)), ...(subject && { subject }) }));
    switch (event.kind) {
      case 'arrive':
        return several(event.count, () => this.now - event.delay);
      case 'arrive late':
        return several(1, () => this.now - event.delay);
      case 'burst':
        return several(event.count, n => this.now - (event.count - n) * 1000);
      case 'double':
        return several(event.count, () => this.now, ALERT);
      default:
        return [];
    }
  }

  /** The mails that an event reads, deletes or marks. */
  private affected(event: LifeEvent): Mail[] {
    const unread = this.mails.filter(mail => mail.isUnread);
    const read = this.mails.filter(mail => !mail.isUnread);
    const pick = (mails: readonly Mail[]) => {
      const mail = 'which' in event ? mails[event.which % Math.max(1, mails.length)] : undefined;
      return mail ? [mail] : [];
    };
    switch (event.kind) {
      case 'read here':
        return pick(this.listed());
      case 'read elsewhere':
      case 'delete unread':
        return pick(unread);
      case 'read all':
        return unread;
      case 'reuse ids':
        return this.mails;
      case 'delete read':
        return pick(read);
      case 'mark known unread':
        return pick(read.filter(mail => mail.wasListed));
      case 'mark unseen unread':
        return pick(read.filter(mail => !mail.wasListed && mail.arrivedAt < this.now - DAY));
      default:
        return [];
    }
  }

  /** What an event does, as far as it matters to what else happens between the same two checks. */
  private traits(event: LifeEvent): Trait[] {
    const is = (trait: Trait, isSo: boolean): Trait[] => (isSo ? [trait] : []);
    const arrivals = this.arrivals(event);
    const news = this.mails.filter(mail => mail.isNews).length + arrivals.length;
    const burst = is('burst', arrivals.length > 0 && news >= this.kind.length);
    const affected = this.affected(event);
    const hidden = is(
      'touches hidden',
      affected.some(mail => mail.isUnread && !mail.isNews && !this.lastListed.includes(mail)),
    );
    const isLate = arrivals.some(({ date }) => date <= this.checkedAt);
    const sinks = is('sinks', isLate && this.kind.order === 'by date');
    const several = sinks.length > 0 && news > 1 ? is('sinks beside others', true) : [];
    switch (event.kind) {
      case 'arrive':
      case 'burst':
      case 'double':
        return ['arrives', ...burst, ...is('overtaken', isLate), ...sinks, ...several];
      case 'arrive late':
        return ['late', ...burst, ...sinks, ...several];
      case 'arrive read':
        return ['arrives read'];
      case 'read here':
      case 'read elsewhere':
      case 'read all':
        return [
          'reads',
          ...hidden,
          ...is(
            'arrives read',
            affected.some(mail => mail.isNews),
          ),
          ...is(
            'reads alike',
            affected.some(({ subject }) => subject === ALERT),
          ),
        ];
      case 'delete read':
        return ['deletes'];
      case 'delete unread':
      case 'reuse ids':
        return ['deletes', 'deletes unread', ...hidden];
      case 'mark known unread':
        return ['marks'];
      case 'mark unseen unread':
        return ['marks', 'marks unseen'];
      default:
        return [];
    }
  }

  /** What the server tells now: its counts, and its list in its order. */
  tell(): Told {
    this.answers += 1;
    const { kind, mails } = this;
    return {
      emails: kind.emails ? mails.length : 'unreported',
      unread: kind.unread ? mails.filter(mail => mail.isUnread).length : 'unreported',
      mails: this.listed().map(mail => this.asListed(mail)),
    };
  }

  /** The same as the extension reads it. */
  answer(): Answer {
    const { mails, ...counts } = this.tell();
    return { ...counts, sms: 'unreported', messages: withIdentities(mails) };
  }

  /** What truly came since the last check and is unread; then that is over. */
  takeNews(): Mail[] {
    const news = this.mails.filter(mail => mail.isNews && mail.isUnread);
    for (const mail of this.mails) mail.isNews = false;
    for (const mail of this.listed()) mail.wasListed = true;
    this.gap.clear();
    this.checkedAt = this.now;
    this.lastListed = this.listed();
    return news;
  }

  /** The unread mails that an answer has room for, in its order. */
  listed(): Mail[] {
    const { order, length } = this.kind;
    const unread = this.mails.filter(mail => mail.isUnread).reverse();
    const sorted = order === 'by date' ? unread.toSorted((a, b) => b.date - a.date) : unread;
    const listed = sorted.slice(0, length);
    return order.endsWith('oldest first') ? listed.reverse() : listed;
  }

  private add(arrival: Arrival, isUnread: boolean, isNews: boolean): void {
    const content = this.contentOf(arrival, this.count);
    this.ever.add(keyOf(content));
    this.mails.push({
      ...content,
      mark: String(this.count++),
      id: this.nextId++,
      arrivedAt: this.count <= INITIAL ? content.date : this.now,
      isUnread,
      isNews,
      wasListed: false,
    });
  }

  /** What the nth mail is known by. There are few senders, and subjects come again, as in any mailbox. */
  private contentOf({ date, subject }: Arrival, n: number): Content {
    return {
      sender: subject ? 'alerts@example.com' : `sender${(n + 1) % 5}@example.com`,
      subject: subject ?? ((n + 1) % 4 === 0 ? 'Report' : `Subject ${n}`),
      date,
    };
  }

  private asListed(mail: Mail): ListedMail {
    const { ids, order } = this.kind;
    const messageId = {
      lasting: `u${mail.id}`,
      'sequence numbers': String(this.mails.indexOf(mail) + 1),
      changing: `${this.answers}/${mail.mark}`,
      absent: '',
    }[ids];
    return {
      messageId,
      from: { name: '', address: mail.sender },
      subject: mail.subject,
      beginning: mail.mark,
      ...(!order.startsWith('undated') && { date: mail.date }),
      link: `https://mail.example/${ids === 'lasting' ? mail.id : `${this.answers}-${mail.mark}`}`,
    };
  }
}

type Trait =
  | 'arrives'
  /** Takes a place below mails that were there, in a list by date. */
  | 'sinks'
  | 'sinks beside others'
  /** Dated an hour or more before it came. */
  | 'late'
  /** Dated before the last check. */
  | 'overtaken'
  /** As many or more than the list has room for. */
  | 'burst'
  /** Comes as read, or is read before a check finds it. */
  | 'arrives read'
  | 'reads'
  /** Reads or deletes what the last list had no room for. */
  | 'touches hidden'
  /** Reads one of several that are alike. */
  | 'reads alike'
  | 'deletes'
  | 'deletes unread'
  /** Marks a read mail as unread. */
  | 'marks'
  /** One that no list has held. */
  | 'marks unseen';

/** What, between the same two checks, leaves answers that another history leaves as well; and that history. */
const ALIKE: readonly (readonly [string, ...Trait[]])[] = [
  ['an old mail was marked as unread', 'late', 'deletes'],
  ['the other one was marked, and this one came', 'late', 'marks unseen'],
  ['one came as read, and an old mail was marked as unread', 'late', 'arrives read'],
  ['one came as read, and this one was hidden before', 'late', 'touches hidden'],
  ['this one was hidden before', 'overtaken', 'reads', 'deletes'],
  ['one came as read, and this one was hidden before', 'overtaken', 'touches hidden'],
  ['the other one of the two was read, and this one was hidden before', 'overtaken', 'reads alike'],
  ['this one was marked as unread', 'sinks', 'deletes'],
  ['nothing was read, and one of those that came was read before', 'sinks', 'reads', 'arrives'],
  ['nothing was read, and one of those that came was read before', 'sinks beside others', 'reads'],
  ['one more came, and nothing was deleted', 'burst', 'deletes unread'],
  ['one more came, and a read one was deleted', 'burst', 'marks'],
  ['one more came unread, and another was read', 'burst', 'arrives read'],
  ['the other one of the two was read', 'burst', 'reads alike'],
  ['one fewer came', 'burst', 'touches hidden'],
  ['one fewer came, and nothing was read', 'burst', 'reads', 'deletes'],
  ['one came unread, and nothing was marked', 'marks', 'arrives read'],
];

/** The time (ms since 1970) in whole seconds, as a mail's date and a server's clock tell it. */
export function inSeconds(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

function keyOf({ sender, subject, date }: Content): string {
  return [sender, subject, date].join('\n');
}

/** Ids of the listed messages by the marks of their mails. */
export function marksOf(messages: readonly Message[], ids: readonly string[]): string[] {
  return messages.filter(({ id }) => ids.includes(id)).map(({ beginning }) => beginning);
}

/** How many lives are lived with each kind of server; the tables of what is told wrongly hold for 200. */
export const LIVES = Number(process.env.LIVES ?? 200);

/** Whether answers of this kind tell for certain what is new: both counts and dates. */
export function isCertain({ order, emails, unread }: ServerKind): boolean {
  return emails && unread && !order.startsWith('undated');
}

export function nameOf({ order, length, ids }: ServerKind): string {
  return `${order}, ${length === Number.POSITIVE_INFINITY ? 'all' : length} listed, ids ${ids}`;
}
