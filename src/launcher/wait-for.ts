const PAUSE = 100;

/** How long what happens at once may take, in ms. Generous: a busy machine is no fault. */
const SOON = 30_000;

/**
 * Asks until the answer will do, and gives that answer.
 * @param deadline in ms
 * @throws Error with the last answer when the time is up
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
