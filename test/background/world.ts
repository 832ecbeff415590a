import { createHash } from 'node:crypto';
import type { Outcome } from '../../src/api/client';
import { checkMail } from '../../src/background/check-mail';
import type { ChecksEffects } from '../../src/background/checks';
import { type PresentEffects, present, presentAll } from '../../src/background/present';
import { createShowing } from '../../src/background/showing';
import type { Account } from '../../src/core/account/account';
import type { Presence } from '../../src/core/announce/announcement';
import type { Notice } from '../../src/core/announce/notices';
import type { ActionResult, Answer, Message, Reading } from '../../src/core/answer/answer';
import type { PostAction } from '../../src/core/answer/api-vocabulary';
import { type CheckEntry, checksOf, withCheck } from '../../src/core/mailbox/check-log';
import { readOf } from '../../src/core/mailbox/failure-table';
import { MAILBOX_FORMAT, type Mailbox } from '../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../src/core/mailbox/mailbox-of';
import type { Pace } from '../../src/core/mailbox/schedule';
import { withOutbox } from '../../src/core/mailbox/with-outbox';
import { NO_POLICY } from '../../src/core/policy/policy';
import type { SoundChoice } from '../../src/core/settings/chimes';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings/settings';
import { pack, unpack } from '../../src/core/store/stored-format';
import type { Badge } from '../../src/core/view/badge';
import type { State } from '../../src/core/view/state';
import { MINUTE, makeAnswer, NOW } from '../make';
import { t } from '../translate';

/** A browser in memory (storage, toolbar, notifications, alarms) and the servers it calls. */
export interface World {
  accounts: Account[];
  settings: Settings;
  snoozedUntil: number;
  /** The raw mailboxes in `storage.local`, by account id. */
  stored: Map<string, unknown>;
  /** Whether this browser session has shown everything that is stored. */
  noted: boolean;
  badge: Badge | undefined;
  /** The check log, oldest first. */
  checks: CheckEntry[];
  /** The notifications on screen, by id. */
  tray: Map<string, Notice>;
  /** All notifications ever shown, oldest first. */
  shown: Notice[];
  /** The sounds played, oldest first. */
  heard: SoundChoice[];
  blocked: boolean;
  presence: Presence;
  /** The webmail in the active tab. */
  webmailInFront: string;
  /** Time of the present alarm, ms since 1970; undefined if not set. */
  moment: number | undefined;
  /** Time of the check alarm, ms since 1970; undefined if not set. */
  alarm: number | undefined;
  /** Answers by account id; calling any other account is an error. */
  servers: Map<string, () => Outcome | Promise<Outcome>>;
  /** Ids of the accounts whose server was called, in order. */
  called: string[];
  /** Answers to actions by account id; an action for any other account is an error. */
  actors: Map<string, (action: PostAction, ids: readonly string[]) => Outcome | Promise<Outcome>>;
  /** The actions that were sent, as `account action ids`, in order. */
  posted: string[];
  /** What waits for a time, ms since 1970. */
  waiting: { until: number; resolve(): void }[];
  now: number;
  pace: Pace;
  random(): number;
  notedPace: Pace | undefined;
  /** Period of the check alarm, in ms. */
  period: number;
  effects: ChecksEffects & PresentEffects;
  state(): State;
  /** The accounts and their mailboxes without the outbox. */
  plan(): Pick<State, 'accounts' | 'mailboxes'>;
  mailboxOf(accountId: string): Mailbox;
  store(accountId: string, mailbox: Mailbox): void;
}

export function createWorld(accounts: Account[]): World {
  const turns = new Map<string, Promise<unknown>>();
  /** Chromium rejects all calls about notifications while they are blocked. */
  const refuseIfBlocked = () => {
    if (world.blocked) throw new Error('Unknown error.');
  };
  const world: World = {
    accounts,
    settings: DEFAULT_SETTINGS,
    snoozedUntil: 0,
    stored: new Map(),
    noted: true,
    badge: undefined,
    checks: [],
    tray: new Map(),
    shown: [],
    heard: [],
    blocked: false,
    presence: 'active',
    webmailInFront: '',
    moment: undefined,
    alarm: undefined,
    notedPace: undefined,
    period: 5 * MINUTE,
    servers: new Map(),
    called: [],
    actors: new Map(),
    posted: [],
    waiting: [],
    now: NOW,
    pace: { chosen: 5 * MINUTE, phase: 0 },
    random: () => 0.5,
    effects: {
      clock: async () => ({
        now: world.now,
        pace: world.notedPace ?? world.pace,
        random: () => world.random(),
      }),
      async chosenPace() {
        world.notedPace = world.pace;
        return world.pace;
      },
      loadPlan: async () => world.plan(),
      loadState: async () => world.state(),
      mayContact: async () => true,
      async call(account) {
        const answer = world.servers.get(account.id);
        if (!answer) throw new Error(`the server of ${account.id} was called`);
        world.called.push(account.id);
        return answer();
      },
      async post(account, action, ids) {
        const answer = world.actors.get(account.id);
        if (!answer) throw new Error(`an action was sent for ${account.id}`);
        world.posted.push([account.id, action, ...ids].join(' '));
        return answer(action, ids);
      },
      wait: time =>
        new Promise(resolve => {
          world.waiting.push({ until: world.now + time, resolve });
        }),
      digest: async text => createHash('sha256').update(text).digest('hex'),
      read: async (text, status) => readOf(JSON.parse(text) as Reading, status),
      releaseReader: async () => {},
      async updateMailbox(accountId, change) {
        const before = world.mailboxOf(accountId);
        const mailbox = change(before);
        if (mailbox !== before) world.store(accountId, mailbox);
        return mailbox;
      },
      updateMailboxOf: (accountId, change) =>
        world.effects.updateMailbox(accountId, mailbox =>
          change(
            mailbox,
            world.accounts.find(({ id }) => id === accountId),
          ),
        ),
      async noteCheck(entry) {
        world.checks = withCheck(world.checks, entry);
      },
      async removeOrphans() {
        for (const id of world.stored.keys())
          if (!world.accounts.some(account => account.id === id)) world.stored.delete(id);
        const ids = world.accounts.map(({ id }) => id);
        world.checks = checksOf(world.checks, ids);
      },
      async ensureAlarm(time, period) {
        world.alarm = Math.min(world.alarm ?? time, time);
        world.period = period;
      },
      async moveAlarm(time, period) {
        world.alarm = time;
        world.period = period;
      },
      hasAlarm: async () => world.alarm !== undefined,
      shown: async () => world.noted,
      showing: createShowing({
        shown: async () => world.noted,
        async setShown(shown) {
          world.noted = shown;
        },
      }),
      present: ids => present(ids, world.effects),
      presentAll: () => world.effects.showing(() => presentAll(world.effects), true),
      now: () => world.now,
      presence: async () => world.presence,
      isInFront: async webmail => webmail === world.webmailInFront,
      async playSound(sound) {
        world.heard.push(sound);
      },
      async presentAt(time) {
        world.moment = Math.min(world.moment ?? time, time);
      },
      badgeWidth: 4,
      async drawBadge(badge) {
        world.badge = badge;
      },
      async showNotice(notice) {
        refuseIfBlocked();
        world.tray.set(notice.id, notice);
        world.shown.push(notice);
      },
      async showingNotices() {
        refuseIfBlocked();
        return [...world.tray.keys()];
      },
      async clearNotice(id) {
        refuseIfBlocked();
        world.tray.delete(id);
      },
      t,
      lock(name, act) {
        const done = (turns.get(name) ?? Promise.resolve()).then(act);
        turns.set(
          name,
          done.catch(() => {}),
        );
        return done;
      },
    },
    plan() {
      const mailboxes = world.accounts
        .filter(({ id }) => world.stored.has(id))
        .map(
          account =>
            [account.id, mailboxOf(account, unpack(MAILBOX_FORMAT, world.stored.get(account.id)))] as const,
        );
      return { accounts: world.accounts, mailboxes: Object.fromEntries(mailboxes) };
    },
    state() {
      const seen = Object.entries(world.plan().mailboxes).map(([id, raw]) => [id, withOutbox(raw)] as const);
      return {
        accounts: world.accounts,
        quietEndedUntil: 0,
        settings: world.settings,
        mailboxes: Object.fromEntries(seen),
        storageFull: false,
        visits: {},
        seen: undefined,
        snoozedUntil: world.snoozedUntil,
        policy: NO_POLICY,
      };
    },
    mailboxOf: accountId => unpack(MAILBOX_FORMAT, world.stored.get(accountId)),
    store: (accountId, mailbox) =>
      void world.stored.set(accountId, JSON.parse(JSON.stringify(pack(MAILBOX_FORMAT, mailbox)))),
  };
  return world;
}

/** Advances the time to the check alarm, which repeats as in a browser. */
export function ringAlarm(world: World): void {
  world.now = Math.max(world.now, world.alarm ?? world.now);
  world.alarm = world.now + world.period;
}

/** Lets `time` ms pass: what waited for it goes on, in order. */
export async function passTime(world: World, time: number): Promise<void> {
  const end = world.now + time;
  for (;;) {
    const next = world.waiting.toSorted((a, b) => a.until - b.until)[0];
    if (!next || next.until > end) break;
    world.waiting.splice(world.waiting.indexOf(next), 1);
    world.now = Math.max(world.now, next.until);
    next.resolve();
    await settled();
  }
  world.now = end;
}

/** Resolves when everything that waits for nothing else has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** What a server does with messages, as `postAction` returns it. */
export function results(ids: readonly string[], change: Partial<ActionResult> = {}): Outcome {
  const done = ids.map((messageId): ActionResult => ({ messageId, status: 'done', ...change }));
  return reading({ kind: 'results', results: done })();
}

export function checkIn(world: World, account: Account): Promise<void> {
  return checkMail(account, world.effects);
}

export function listing(messages: Message[], change: Partial<Answer> = {}): () => Outcome {
  return reading({
    kind: 'answer',
    answer: makeAnswer({ unread: messages.length, messages, ...change }),
  });
}

/** An answer that the world's parser turns into `reading`. */
export function reading(reading: Reading, status = 200): () => Outcome {
  return () => ({ kind: 'answered', status, text: JSON.stringify(reading) });
}
