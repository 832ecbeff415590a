import type { Reading } from '../core/answer/answer';
import { offscreenPage } from './offscreen-page';
import { readHere } from './read-here';
import type { Lease } from './shared-page';

/** Parses the server's answers with the browser's DOMParser. */
export interface Reader {
  read(text: string): Promise<Reading>;
  /** Ends the use of the parser, unless an answer is still being parsed. */
  release(): Promise<void>;
}

/** Firefox's event page has a DOMParser. Chrome's worker has none and uses the offscreen page's. */
export const reader: Reader = __FIREFOX__
  ? {
      read: async text => readHere(text),
      release: async () => {},
    }
  : offscreenReader();

function offscreenReader(): Reader {
  let lease: Lease | undefined;
  let reading = 0;
  return {
    async read(text) {
      reading += 1;
      lease ??= offscreenPage.lease();
      return lease.ask('readAnswer', text).finally(() => {
        reading -= 1;
      });
    },
    async release() {
      if (reading > 0) return;
      const former = lease;
      lease = undefined;
      await former?.release();
    },
  };
}
