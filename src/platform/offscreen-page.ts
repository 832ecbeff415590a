import type { OffscreenIntents } from '../core/protocol';
import { browser } from './browser';
import { sender } from './messaging';
import { createSharedPage } from './shared-page';

const PAGE = 'src/offscreen/index.html';

/** Missing in the polyfill's types (developer.chrome.com/docs/extensions/reference/api/offscreen). */
interface OffscreenApi {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}
interface ContextsApi {
  getContexts(filter: { contextTypes: string[] }): Promise<unknown[]>;
}

const { offscreen } = browser as unknown as { offscreen: OffscreenApi };
const runtime = browser.runtime as unknown as ContextsApi;

/** Chrome allows only one offscreen page, so it lists all reasons that Facteur may have. */
export const offscreenPage = createSharedPage({
  isOpen: async () => (await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0,
  open: () =>
    offscreen.createDocument({
      url: PAGE,
      reasons: ['DOM_PARSER', 'AUDIO_PLAYBACK'],
      justification: 'Reads the XML that the mail server answers with, and plays the sound of new mail.',
    }),
  close: () => offscreen.closeDocument(),
  ask: sender<OffscreenIntents>('offscreen'),
});
