import { createHash } from 'node:crypto';
import type { Outcome } from '../../src/api/client';
import type { CheckEffects } from '../../src/background/check-mail';
import { type PresentEffects, present } from '../../src/background/present';
import type { Account } from '../../src/core/account';
import type { Answer, Message, Reading } from '../../src/core/answer';
import type { Badge } from '../../src/core/badge';
import { type Mailbox, parseMailbox } from '../../src/core/mailbox';
import type { Notice } from '../../src/core/notices';
import { parseSettings } from '../../src/core/settings';
import type { State } from '../../src/core/state';
import { makeAnswer, NOW } from '../make';
import { t } from '../translate';

/** A browser in memory: what it stores, its toolbar, its notifications; and the servers it calls. */
export interface World {
  state: State;
  badge: Badge | undefined;
  /** The notifications that show, by id. */
  tray: Map<string, Notice>;
  /** What a call comes to, by account id; one that is not here must not be called. */
  servers: Map<string, () => Outcome | Promise<Outcome>>;
  now: number;
  effects: CheckEffects & PresentEffects;
  mailboxOf(accountId: string): Mailbox;
}

export function createWorld(accounts: Account[]): World {
  const world: World = {
    state: { accounts, settings: parseSettings(undefined), mailboxes: {} },
    badge: undefined,
    tray: new Map(),
    servers: new Map(),
    now: NOW,
    effects: {
      now: () => world.now,
      loadState: async () => structuredClone(world.state),
      mayContact: async () => true,
      async call(account) {
        const answer = world.servers.get(account.id);
        if (!answer) throw new Error(`the server of ${account.id} was called`);
        return answer();
      },
      digest: async text => createHash('sha256').update(text).digest('hex'),
      read: async text => JSON.parse(text) as Reading,
      async updateMailbox(accountId, change) {
        const stored = JSON.parse(JSON.stringify(change(world.mailboxOf(accountId))));
        world.state = { ...world.state, mailboxes: { ...world.state.mailboxes, [accountId]: stored } };
      },
      present: accountId => present(accountId, world.effects),
      async drawBadge(badge) {
        world.badge = badge;
      },
      async showNotice(notice) {
        world.tray.set(notice.id, notice);
        const title = typeof notice.title === 'string' ? notice.title : t(notice.title);
        const { id, message, link, messageIds } = notice;
        return { notice: id, title, message, messageIds, ...(link && { link }) };
      },
      showingNotices: async () => [...world.tray.keys()],
      async clearNotice(id) {
        world.tray.delete(id);
      },
    },
    mailboxOf: accountId => parseMailbox(world.state.mailboxes[accountId]),
  };
  return world;
}

/** What a server answers that lists these messages. */
export function listing(messages: Message[], change: Partial<Answer> = {}): () => Outcome {
  return reading({
    kind: 'answer',
    answer: makeAnswer({ unread: messages.length, messages, ...change }),
  });
}

/** A server's answer that reads as `reading`; the world's reader takes it in this form. */
export function reading(reading: Reading, status = 200): () => Outcome {
  return () => ({ kind: 'answered', status, text: JSON.stringify(reading) });
}
