import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tonesOf } from '../../src/core/settings/chime-notes';
import { CHIMES, type ChimeName, type PlayableSound } from '../../src/core/settings/chimes';
import { toBase64 } from '../../src/core/settings/own-sound';
import { OPTIONS_PAGE } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';
import { createDesktopWorld, type DesktopWorld } from './desktop-world';
import { checkNow, contexts, kill, ringAlarmFor, storedMailboxes, storeSettings } from './extension';
import { loudest, openSpeaker, pitch, RATE, type Speaker } from './speaker';
import { BROWSERS } from './world';

/** Part of Chrome's API. */
declare const chrome: {
  offscreen: { createDocument(options: object): Promise<void>; closeDocument(): Promise<void> };
  runtime: { sendMessage(message: object): Promise<unknown> };
};

const chime = (name: ChimeName): PlayableSound => ({ kind: 'chime', name });

/** The frequencies that a chime's notes have most of. */
function pitchesOf(name: ChimeName): number[] {
  const tones = tonesOf(name);
  const most = Math.max(...tones.map(({ peak }) => peak));
  return tones.filter(({ peak }) => peak > most / 2).map(({ frequency }) => frequency);
}

/** A sound file: a sine at half of full scale, 8 bits a sample. */
function wav(frequency: number, seconds: number): PlayableSound {
  const rate = 8_000;
  const samples = Uint8Array.from({ length: rate * seconds }, (_, index) =>
    Math.round(128 + 64 * Math.sin((2 * Math.PI * frequency * index) / rate)),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  // PCM, one channel.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return { kind: 'own', data: toBase64(Buffer.concat([header, samples])) };
}

describe.each(BROWSERS)('new mail in %s', name => {
  let speaker: Speaker;
  let world: DesktopWorld;

  beforeAll(async () => {
    speaker = await openSpeaker();
    world = await createDesktopWorld(name, speaker.env);
    await world.addAccount('Home');
    await world.badge('6');
    // Clicks that a page saw are none that the background saw; still, let there be neither page nor click.
    for (const page of await world.session.pages()) if (page !== world.settings) await page.close();
  });
  afterAll(async () => {
    await world?.close();
    await speaker?.close();
  });

  it('is heard once, from a background that was asleep and with no page of Facteur open', async () => {
    const { settings, mailbox, session } = world;
    await storeSettings(settings, { sound: 'bell', volume: 100 });
    mailbox.deliver();
    await kill(world);
    expect(loudest(await speaker.nextSeconds(0.3))).toBe(0);
    // Heard from the alarm on, for on a busy machine the page closes after it has rung.
    const sound = await speaker.hear(async () => {
      await ringAlarmFor(settings, Object.keys(await storedMailboxes(settings)), 1_500);
      await settings.goto('about:blank');
    });
    const heard = pitch(sound);
    expect(pitchesOf('bell').map(expected => Math.round((heard / expected) * 100))).toContain(100);
    expect(loudest(await speaker.nextSeconds(1.5))).toBe(0);
    await session.openExtensionPage(OPTIONS_PAGE, settings);
    // A page that stayed open would keep the whole extension from sleeping.
    const open = await contexts(settings);
    expect(open.filter(({ contextType }) => contextType === 'OFFSCREEN_DOCUMENT')).toEqual([]);
  });

  it('has the sound of the VIP who sent it, and none while that isn’t wanted', async () => {
    const { settings, mailbox } = world;
    const { from } = mailbox.deliver();
    await storeSettings(settings, { vips: [{ sender: from.address, sound: 'knock' }] });
    const heard = pitch(await speaker.hear(() => checkNow(settings)));
    expect(pitchesOf('knock').map(expected => Math.round((heard / expected) * 100))).toContain(100);

    await storeSettings(settings, { sound: 'none' });
    mailbox.deliver();
    await checkNow(settings);
    await world.badge('9');
    expect(loudest(await speaker.nextSeconds(1.5))).toBe(0);
  });
});

/** Chrome's worker borrows a page that nobody sees, and so nobody has clicked. */
describe('the page without a window in Chromium', () => {
  let speaker: Speaker;
  let world: DesktopWorld;

  beforeAll(async () => {
    speaker = await openSpeaker();
    world = await createDesktopWorld('chromium', speaker.env);
  });
  afterAll(async () => {
    await world?.close();
    await speaker?.close();
  });

  const open = () =>
    world.settings.evaluate(() =>
      chrome.offscreen.createDocument({
        url: 'src/offscreen/index.html',
        reasons: ['AUDIO_PLAYBACK'],
        justification: 'Plays a sound.',
      }),
    );
  const closed = () =>
    waitFor(
      () => contexts(world.settings),
      all => all.every(({ contextType }) => contextType !== 'OFFSCREEN_DOCUMENT'),
    );
  const play = (sound: PlayableSound, volume = 100) =>
    world.settings.evaluate(
      argument => chrome.runtime.sendMessage({ to: 'offscreen', intent: 'playSound', argument }),
      { sound, volume },
    );

  it('makes every chime heard', async () => {
    await open();
    expect(loudest(await speaker.nextSeconds(0.3))).toBe(0);
    for (const name of CHIMES) {
      const heard = pitch(await speaker.hear(() => play(chime(name))));
      expect(pitchesOf(name).map(expected => Math.round((heard / expected) * 100))).toContain(100);
    }
  });

  it('plays as loud as the volume says', async () => {
    const loud = await speaker.hear(() => play(chime('bell'), 100));
    const soft = await speaker.hear(() => play(chime('bell'), 50));
    expect(loudest(loud) / loudest(soft)).toBeCloseTo(4, 0);
  });

  it('tells that it can’t play what is no sound', async () => {
    expect(await play({ kind: 'own', data: btoa('rubbish') })).toEqual({ value: false });
    await world.settings.evaluate(() => chrome.offscreen.closeDocument());
  });

  it('closes when it is left alone, but not while it plays', async () => {
    await open();
    // As long as the page waits before it closes, and so past its end if playing were no use of it.
    const heard = await speaker.hear(() => play(wav(440, 5)));
    expect(heard.length / RATE).toBeGreaterThan(5);
    expect(pitch(heard) / 440).toBeCloseTo(1, 2);
    await closed();
  });
});
