import type { OffscreenIntents } from '../core/protocol';
import { answerIntents } from '../platform/messaging';
import { readHere } from '../platform/read-here';

/** The worker closes this page after each reading. One that was killed can't, so the page then closes itself. */
const LEFT_ALONE = 10_000;

let closing = setTimeout(close, LEFT_ALONE);

function close(): void {
  window.close();
}

const intents: OffscreenIntents = {
  async readAnswer(text) {
    clearTimeout(closing);
    closing = setTimeout(close, LEFT_ALONE);
    return readHere(text);
  },
};

answerIntents('offscreen', { ...intents });
