const PAUSE = 100;

/** The default deadline, in ms. Long, because the machine may be busy. */
const SOON = 30_000;

/**
 * Polls `ask` until `willDo` accepts its answer, and returns that answer.
 * @param deadline in ms
 * @throws Error with the last answer after the deadline
 */
export async function waitFor<T>(
  ask: () => Promise<T>,
  willDo: (answer: T) => boolean,
  deadline: number = SOON,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (willDo(answer)) return answer;
    if (Date.now() > end) throw new Error(`Not so after ${deadline} ms: ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}
