import browser from 'webextension-polyfill';
import type { Reading } from '../core/answer';
import type { OffscreenIntents } from '../core/protocol';
import { sender } from './messaging';
import { readHere } from './read-here';

/** Reads answers with the browser's own DOMParser, wherever this browser has one. */
export interface Reader {
  read(text: string): Promise<Reading>;
  /** Says that nobody needs the reader for now. */
  release(): Promise<void>;
}

const PAGE = 'src/offscreen/index.html';

/** The part of Chrome's API that `@types/webextension-polyfill` lacks (developer.chrome.com/docs/extensions/reference/api/offscreen). */
interface OffscreenApi {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}
interface ContextsApi {
  getContexts(filter: { contextTypes: string[] }): Promise<unknown[]>;
}

/** Firefox's event page has a DOMParser of its own; Chrome's worker has none and borrows an offscreen page's. */
export const reader: Reader = __FIREFOX__
  ? {
      read: async text => readHere(text),
      release: async () => {},
    }
  : offscreenReader();

function offscreenReader(): Reader {
  const { offscreen } = browser as unknown as { offscreen: OffscreenApi };
  const runtime = browser.runtime as unknown as ContextsApi;
  const send = sender<OffscreenIntents>('offscreen');
  /** Settles when the page is open; Chrome rejects a second create while one is open or opening. */
  let opening: Promise<void> | undefined;
  let reading = 0;

  async function open(): Promise<void> {
    // A worker that was killed leaves its page open to the next one.
    const pages = await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    if (pages.length > 0) return;
    await offscreen.createDocument({
      url: PAGE,
      reasons: ['DOM_PARSER'],
      justification: 'Reads the XML that the mail server answers with.',
    });
  }

  async function ask(text: string): Promise<Reading> {
    opening ??= open();
    try {
      await opening;
      return await send('readAnswer', text);
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  return {
    async read(text) {
      reading += 1;
      try {
        // The page closes itself when left alone, which may be just as it is asked.
        return await ask(text).catch(() => ask(text));
      } finally {
        reading -= 1;
      }
    },
    async release() {
      if (!opening || reading > 0) return;
      opening = undefined;
      // One that a slow server outlived has closed itself.
      await offscreen.closeDocument().catch(() => {});
    },
  };
}
