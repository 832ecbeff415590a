import type { OffscreenIntents } from '../core/protocol';
import { answerIntents } from '../platform/messaging';
import { readHere } from '../platform/read-here';
import { playHere } from '../platform/sound/sound';

/**
 * The page closes itself after this many ms without work. Normally the worker closes it first, but a killed
 * worker can't.
 */
const IDLE_TIMEOUT = 5_000;

let closing = setTimeout(close, IDLE_TIMEOUT);
let uses = 0;

function close(): void {
  window.close();
}

async function use<T>(act: () => T | Promise<T>): Promise<T> {
  clearTimeout(closing);
  uses += 1;
  try {
    return await act();
  } finally {
    uses -= 1;
    if (uses === 0) closing = setTimeout(close, IDLE_TIMEOUT);
  }
}

const intents: OffscreenIntents = {
  readAnswer: text => use(() => readHere(text)),
  playSound: ({ sound, volume }) =>
    use(() =>
      playHere(sound, volume).then(
        () => true,
        () => false,
      ),
    ),
};

answerIntents('offscreen', { ...intents });
