import type { Message } from '../answer/answer';
import { areAlike } from '../answer/identity';

/** Which end of a server's lists is the newest: above 0 their beginning, below 0 their end. The further from 0, the surer. */
export type ListOrder = number;

/** What a list says of its own order: pairs of neighbours whose first is the newer one, less those whose second is. */
interface Leaning {
  leaning: number;
  pairs: number;
}

/** Below this many pairs, a single late mail may turn the sum. */
const FEW_PAIRS = 4;

/** Each further list weakens the known order by this factor. */
const MEMORY = 0.75;

/** What the mails weigh that two lists share: their order there is their order here, unless the server has turned its lists round. */
const SHARED = 2;

/**
 * The order of a server's lists after one more of them. One late mail doesn't turn it. A server that turns its
 * lists of ten mails or more round is followed after four answers; shorter lists take longer.
 * @param order as known before; 0 before the first list
 * @param former the messages of the last list, newest first
 * @param hint what the counts say, by the same sign, where dates say nothing
 */
export function orderAfter(
  order: ListOrder,
  messages: readonly Message[],
  former: readonly Message[],
  hint: number,
): ListOrder {
  const { leaning, pairs } = leaningOf(messages);
  const evidence = pairs > 0 ? leaning + SHARED * sharedLeaning(messages, former) : hint;
  const rest = order * MEMORY;
  return evidence === 0 ? order : rest + evidence || rest;
}

/** The messages, newest first. Dates decide alone where the lists are in no order of time at all. */
export function newestFirst(messages: readonly Message[], order: ListOrder): Message[] {
  const { leaning, pairs } = leaningOf(messages);
  if (pairs >= FEW_PAIRS && Math.abs(leaning) < pairs / 3 && Math.abs(order) < pairs)
    return messages.toSorted((a, b) => (b.date ?? -Infinity) - (a.date ?? -Infinity) || 0);
  return order < 0 ? messages.toReversed() : [...messages];
}

function leaningOf(messages: readonly Message[]): Leaning {
  const dates = messages.flatMap(({ date }) => date ?? []);
  const steps = dates.slice(1).map((date, index) => Math.sign((dates[index] ?? date) - date));
  return { leaning: sum(steps), pairs: steps.filter(step => step !== 0).length };
}

/** Whether the mails that two lists share stand in the same order in both, 1, or in reverse, -1. */
function sharedLeaning(messages: readonly Message[], former: readonly Message[]): number {
  const places = new Map(former.map(({ id }, index) => [id, index]));
  const shared = messages.filter(({ id }) => places.has(id));
  const steps = shared.slice(1).map((message, index) => {
    const before = shared[index] ?? message;
    // Of mails that are alike, nobody knows which one is which.
    if (areAlike(before, message)) return 0;
    return Math.sign((places.get(message.id) ?? 0) - (places.get(before.id) ?? 0));
  });
  return Math.sign(sum(steps));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
