import type { OffscreenIntents } from '../core/protocol';
import { readAnswer } from '../core/read-answer';
import { answerIntents } from '../platform/messaging';

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
    return readAnswer(text, (xml, type) => new DOMParser().parseFromString(xml, type));
  },
};

answerIntents('offscreen', { ...intents });
