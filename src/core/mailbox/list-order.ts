import type { Message } from '../answer/answer';
import { areAlike } from '../answer/identity';

/** Above 0: the server's lists begin with the newest mail. Below 0: they end with it. */
export type ListOrder = number;

/** By the dates in one list: pairs of neighbours with the newer first, minus pairs with the older first. */
interface Leaning {
  leaning: number;
  pairs: number;
}

/** With fewer, one late mail could decide. */
const FEW_PAIRS = 4;

const MEMORY = 0.75;

/** Weight of the order of the mails that two lists share. */
const SHARED = 2;

/**
 * Updates the order with one more list. One late mail doesn't change it. It turns round with a server that reverses its
 * lists, shown by the mails that two lists share and by all dates.
 * @param former the messages of the last list, newest first
 * @param hint from the counts, same sign; used without dates
 */
export function orderAfter(
  order: ListOrder,
  messages: readonly Message[],
  former: readonly Message[],
  hint: number,
): ListOrder {
  const { leaning, pairs } = leaningOf(messages);
  const shared = sharedLeaning(messages, former);
  const evidence = pairs > 0 ? leaning + SHARED * shared : hint;
  const isReversed = Math.abs(leaning) === pairs && leaning * order < 0 && shared * order < 0;
  const rest = (isReversed ? -order : order) * MEMORY;
  return evidence === 0 ? order : rest + evidence || rest;
}

/** Sorts by date if the list is in no order of time. */
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

/** 1 if the shared mails stand in the same order in both lists, -1 if in reverse order, 0 if undecided. */
function sharedLeaning(messages: readonly Message[], former: readonly Message[]): number {
  const places = new Map(former.map(({ id }, index) => [id, index]));
  const shared = messages.filter(({ id }) => places.has(id));
  const steps = shared.slice(1).map((message, index) => {
    const before = shared[index] ?? message;
    // Mails with the same sender, subject and date can't be told apart.
    if (areAlike(before, message)) return 0;
    return Math.sign((places.get(message.id) ?? 0) - (places.get(before.id) ?? 0));
  });
  return Math.sign(sum(steps));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
