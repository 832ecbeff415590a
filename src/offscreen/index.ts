import type { OffscreenIntents } from '../core/protocol';
import { answerIntents } from '../platform/messaging';
import { readHere } from '../platform/read-here';
import { playHere } from '../platform/sound/sound';

/** The worker closes this page when it needs it no more. One that was killed can't, so the page then closes itself. In ms. */
const LEFT_ALONE = 5_000;

let closing = setTimeout(close, LEFT_ALONE);
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
    if (uses === 0) closing = setTimeout(close, LEFT_ALONE);
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
