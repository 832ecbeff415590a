import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { checkNow, readStored, removeStored, showing, store, storedMailboxes } from './extension';
import { createFaultWorld, type FaultWorld, MAILS } from './fault-world';
import { mailId } from './mails';
import { problemIn, tick } from './user';
import { BROWSERS } from './world';

/** Of `storage.local` in Chromium, in bytes (chrome.storage.local.QUOTA_BYTES). */
const QUOTA = 10 * 1024 * 1024;

describe.each(BROWSERS)('what %s stores', browser => {
  let world: FaultWorld;

  beforeAll(async () => {
    world = await createFaultWorld(browser);
    await world.use([{ id: 'home' }]);
  });
  afterAll(() => world?.close());

  it('loses no change that two pages make at once', async () => {
    const { settings } = world;
    const popup = await world.openPopup();
    // One page is amid a change of its own: it has read, and has yet to write.
    await popup.evaluate(() => {
      const held = globalThis as { release?: () => void };
      void navigator.locks.request(
        'storage sync settings',
        () =>
          new Promise<void>(resolve => {
            held.release = resolve;
          }),
      );
    });
    await tick(settings, 'Count SMS');
    await store(popup, { settings: { version: 1, data: { checkEvery: 7 } } }, 'sync');
    await popup.evaluate(() => (globalThis as { release?: () => void }).release?.());
    const changed = await waitFor(
      async () => (await readStored(settings, 'sync')).settings as { data: object },
      ({ data }) => 'countSms' in data,
    );
    expect(changed.data).toMatchObject({ checkEvery: 7, countSms: false });
    await popup.close();
  });

  it.each<[string, unknown]>([
    ['a text', 'gremlins'],
    ['a list', [1, 2, 3]],
    ['nothing', null],
    ['an envelope of nonsense', { version: 99, data: { unread: 'many', known: 7, pending: [] } }],
  ])(
    'is mended by the next check where it has become %s, and no mail is told of again',
    async (_what, junk) => {
      await store(world.settings, { 'mailbox:home': junk });
      await checkNow(world.settings);
      const { home } = await storedMailboxes(world.settings);
      expect(home).toMatchObject({ unread: MAILS, pending: { mails: [] } });
      expect(home?.known?.seen).toHaveLength(MAILS);
      await world.badge(String(MAILS));
      expect(await showing(world.settings)).toEqual([]);
    },
  );
});

// Firefox sets no such limit: ESR 153 stored 60 MiB without a word.
describe('chromium’s storage that is full', () => {
  let world: FaultWorld;

  beforeAll(async () => {
    world = await createFaultWorld('chromium');
    await world.use([{ id: 'home' }]);
  });
  afterAll(() => world?.close());

  it('keeps what is known, says so, and heals once there is room', async () => {
    const { settings } = world;
    const used = JSON.stringify(await readStored(settings)).length;
    await store(settings, { filler: 'x'.repeat(QUOTA - used - 100) });
    world.answer('home', MAILS + 1);
    await checkNow(settings);
    const { title } = await world.badge(`${MAILS}?`);
    expect(title).toContain('Your browser has no storage left for Facteur.');
    const popup = await world.openPopup();
    expect(await problemIn(popup)).toContain('Your browser has no storage left for Facteur.');
    await popup.close();
    expect((await storedMailboxes(settings)).home).toMatchObject({ unread: MAILS });
    expect(await showing(settings)).toEqual([]);

    await removeStored(settings, 'filler');
    await checkNow(settings);
    const healed = await world.badge(String(MAILS + 1));
    expect(healed.title).not.toContain('no room');
    expect(await showing(settings)).toEqual([`home|mail|${mailId('home', MAILS + 1)}`]);
  });
});
