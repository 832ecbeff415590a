import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionResult, Message } from '../../../src/core/answer/answer';
import { MAIL_ACTIONS, type MailAction, type PostAction } from '../../../src/core/answer/api-vocabulary';
import { applyCheck, type CheckResult } from '../../../src/core/mailbox/apply-check';
import { undone, withWish } from '../../../src/core/mailbox/apply-outbox';
import { applyResults, begun, idsToSend, nextToSend } from '../../../src/core/mailbox/apply-results';
import { listOf, type Mailbox } from '../../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../../src/core/mailbox/mailbox-of';
import { withOutbox } from '../../../src/core/mailbox/with-outbox';
import { clockAt, listing } from '../../checked';
import { makeAccount, makeMessage, NOW } from '../../make';

const SECOND = 1000;

type Step =
  | { kind: 'act'; action: 'markRead' | 'archive' | 'delete' | 'markAllRead' | 'open'; pick: number }
  | { kind: 'undo' }
  /** `lost`: the server's answer doesn't arrive. */
  | { kind: 'send'; lost: boolean }
  | { kind: 'ask' }
  | { kind: 'answer' }
  | { kind: 'arrive' }
  | { kind: 'readElsewhere'; pick: number };

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      kind: fc.constant('act' as const),
      action: fc.constantFrom('markRead', 'archive', 'delete', 'markAllRead', 'open'),
      pick: fc.nat(3),
    }),
    fc.constant({ kind: 'undo' }),
    fc.record({ kind: fc.constant('send' as const), lost: fc.boolean() }),
    fc.constant({ kind: 'ask' }),
    fc.constant({ kind: 'answer' }),
    fc.constant({ kind: 'arrive' }),
    fc.record({ kind: fc.constant('readElsewhere' as const), pick: fc.nat(3) }),
  ),
  { maxLength: 25 },
);

/** A server with a list of at most four unread mails, newest first. */
function createServer(count: number) {
  const mails = new Map<string, { message: Message; isUnread: boolean; isHere: boolean }>();
  let arrivals = 0;
  const arrive = (date: number) => {
    arrivals += 1;
    const id = String(arrivals);
    const message = makeMessage(id, { messageId: `m-${id}`, date });
    mails.set(`m-${id}`, { message, isUnread: true, isHere: true });
    return id;
  };
  for (let n = 0; n < count; n += 1) arrive(NOW - (count - n) * 60 * SECOND);
  const unread = () => [...mails.values()].filter(it => it.isUnread && it.isHere).reverse();
  return {
    arrive,
    unread: () => unread().map(({ message }) => message.id),
    answer(): Extract<CheckResult, { kind: 'answer' }> {
      const listed = unread().map(({ message }) => message);
      const emails = [...mails.values()].filter(({ isHere }) => isHere).length;
      const actions: MailAction[] = [...MAIL_ACTIONS];
      return listing(listed.slice(0, 4), { unread: listed.length, emails, actions });
    },
    perform(action: PostAction, ids: readonly string[]): ActionResult[] {
      if (action === 'markAllRead') {
        const newest = Math.max(...ids.map(id => Number(id.slice(2))));
        const marked = unread().filter(({ message }) => ids.length === 0 || Number(message.id) <= newest);
        for (const it of marked) it.isUnread = false;
        return marked.map(({ message }) => ({ messageId: `m-${message.id}`, status: 'done' }));
      }
      return ids.map((messageId): ActionResult => {
        const mail = mails.get(messageId);
        if (!mail) return { messageId, status: 'gone' };
        if (action === 'markRead' || action === 'markUnread') mail.isUnread = action === 'markUnread';
        else mail.isHere = action === 'restore';
        return { messageId, status: 'done' };
      });
    },
    read(pick: number) {
      const mail = unread()[pick];
      if (mail) mail.isUnread = false;
    },
  };
}

test('whatever happens, list and number become the server’s, and only new mail is announced', () => {
  fc.assert(
    fc.property(fc.nat(7), steps, (count, given) => {
      const server = createServer(count);
      let now = NOW;
      const answered = (mailbox: Mailbox, result: CheckResult, askedAt: number) =>
        applyCheck({ ...mailbox, attemptedAt: askedAt }, result, clockAt(now), askedAt);
      let mailbox = answered(mailboxOf(makeAccount(), undefined), server.answer(), now);
      let asked: { result: CheckResult; at: number } | undefined;
      const arrived = new Set<string>();
      const send = (lost: boolean) => {
        const entry = nextToSend(mailbox);
        if (!entry) return;
        mailbox = begun(mailbox, entry.id, now);
        const results = server.perform(entry.action, idsToSend(entry));
        now += SECOND;
        if (!lost) mailbox = applyResults(mailbox, entry.id, results, now);
      };
      const check = () => {
        if (asked) mailbox = answered(mailbox, asked.result, asked.at);
        asked = undefined;
      };
      const take = (step: Step, index: number) => {
        switch (step.kind) {
          case 'act': {
            const view = listOf(withOutbox(mailbox).messages);
            const ids =
              step.action === 'markAllRead' ? [] : view.slice(step.pick, step.pick + 1).map(it => it.id);
            mailbox = withWish(mailbox, { entryId: `e${index}`, action: step.action, ids }, now);
            const hidden = step.action === 'markAllRead' ? view.map(it => it.id) : ids;
            const after = withOutbox(mailbox);
            expect(listOf(after.messages).filter(it => hidden.includes(it.id))).toEqual([]);
            break;
          }
          case 'undo': {
            const { lastAction } = mailbox;
            if (!lastAction) break;
            mailbox = undone(mailbox, lastAction.id, `u${index}`, now);
            // What was never sent may have been pushed out of the list.
            if (!mailbox.outbox?.some(({ undoes }) => undoes === lastAction.id)) break;
            const back = listOf(withOutbox(mailbox).messages).map(it => it.id);
            expect(back).toEqual(expect.arrayContaining(lastAction.mails.map(it => it.id)));
            break;
          }
          case 'send':
            send(step.lost);
            break;
          case 'ask':
            asked = { result: server.answer(), at: now };
            break;
          case 'answer':
            check();
            break;
          case 'arrive':
            arrived.add(server.arrive(now));
            break;
          case 'readElsewhere':
            server.read(step.pick);
        }
      };
      given.forEach((step, index) => {
        now += SECOND;
        take(step, index);
        const { messages, unread } = withOutbox(mailbox);
        expect(unread).toBeGreaterThanOrEqual(0);
        expect(new Set(listOf(messages).map(it => it.id)).size).toBe(listOf(messages).length);
        expect(mailbox.pending.mails.filter(id => !arrived.has(id))).toEqual([]);
        expect(mailbox.pending.unlisted).toBeLessThanOrEqual(arrived.size);
      });

      asked = undefined;
      while (nextToSend(mailbox)) send(false);
      now += 20 * SECOND;
      mailbox = answered(mailbox, server.answer(), now);
      expect(mailbox.outbox).toBeUndefined();
      const { messages, unread } = withOutbox(mailbox);
      expect(listOf(messages).map(it => it.id)).toEqual(server.unread().slice(0, 4));
      expect(unread).toBe(server.unread().length);
      expect(mailbox.refusals).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});
