import type { FullMessage, GatewayMailbox, MessageSummary } from '../../src/gateway/mailbox/mailbox';
import { identityOf } from '../identity-of';

/** A mailbox whose e-mails have the subjects "Mail 1", "Mail 2" and so on. */
export interface SoakMailbox extends GatewayMailbox {
  deliver(): void;
  addSms(): void;
  /** The number of e-mails so far. The first is number 1. */
  readonly arrived: number;
  readonly arrivedSms: number;
  isUnread(n: number): boolean;
  /** The number of the mail with this id of the extension; 0 if there is none. */
  numberOf(identity: string): number;
  read(n: number): void;
}

export function createSoakMailbox(): SoakMailbox {
  let mails: readonly (FullMessage & MessageSummary)[] = [];
  let sms = 0;
  const messages = () => mails.toReversed();
  const unread = () => messages().filter(({ read }) => !read);
  const markRead = (id: string) => {
    mails = mails.map(mail => (mail.id === id ? { ...mail, read: true } : mail));
  };
  return {
    readsOnOpen: true,
    counts: async () => ({ emails: mails.length, unread: unread().length, sms }),
    unread: async limit => unread().slice(0, limit),
    latest: async limit => messages().slice(0, limit),
    message: async id => mails.find(mail => mail.id === id),
    async act(_action, ids) {
      for (const id of ids) markRead(id);
      return ids.map(id => ({ id, status: 'done' }));
    },
    markAllRead: async () => [],
    deliver() {
      const n = mails.length + 1;
      const text = `The text of mail ${n}.`;
      const from = { name: `Sender ${n}`, address: `sender${n}@example.com` };
      mails = [
        ...mails,
        {
          id: `mail-${n}`,
          from,
          date: new Date(),
          subject: `Mail ${n}`,
          text,
          beginning: text,
          read: false,
        },
      ];
    },
    addSms() {
      sms += 1;
    },
    get arrived() {
      return mails.length;
    },
    get arrivedSms() {
      return sms;
    },
    numberOf: identity => mails.findIndex(mail => identityOf(mail) === identity) + 1,
    isUnread: n => mails[n - 1]?.read === false,
    read: n => markRead(`mail-${n}`),
  };
}
