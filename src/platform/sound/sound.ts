import { FAINT, type Tone, tonesOf } from '../../core/settings/chime-notes';
import { gainOf, type PlayableSound } from '../../core/settings/chimes';
import { fromBase64, MAX_OWN_SOUND_LENGTH } from '../../core/settings/own-sound';

/** How long the sound system may take to begin, in ms: it may have to wake up first. */
const BEGINNING = 5_000;

/** What is still on its way to the ear when the last sample is computed, in seconds. */
const ON_ITS_WAY = 0.2;

/**
 * Plays a sound in this context, which must have Web Audio: a page, not a service worker. Ends when the sound has.
 * Rejects where it can't be heard: the bytes are no sound that this browser plays, the browser lets no sound begin, or
 * the sound system stands still.
 * @param volume 0 … 100
 */
export async function playHere(sound: PlayableSound, volume: number): Promise<void> {
  const context = new AudioContext();
  try {
    const master = context.createGain();
    master.gain.value = gainOf(volume);
    master.connect(context.destination);
    const recording =
      sound.kind === 'own' ? await context.decodeAudioData(fromBase64(sound.data).buffer) : undefined;
    // Where the browser lets no sound begin, this waits for a click that never comes.
    await within(BEGINNING, context.resume());
    const begin = context.currentTime + 0.02;
    const length =
      sound.kind === 'own'
        ? schedule(recording as AudioBuffer, master, begin)
        : synthesise(tonesOf(sound.name), master, begin);
    await within(length * 1000 + BEGINNING, silence(context, begin + length + ON_ITS_WAY));
  } finally {
    await context.close();
  }
}

/** How long a sound lasts, in seconds. Rejects where this browser can't play it. The bytes are gone after. */
export async function lengthOf(bytes: ArrayBuffer): Promise<number> {
  return (await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes)).duration;
}

function synthesise(tones: readonly Tone[], to: AudioNode, begin: number): number {
  for (const { frequency, start, attack, hold, end, peak } of tones) {
    const oscillator = new OscillatorNode(to.context, { frequency });
    const envelope = new GainNode(to.context, { gain: 0 });
    const from = begin + start;
    envelope.gain
      .setValueAtTime(0, from)
      .linearRampToValueAtTime(peak, from + attack)
      .setValueAtTime(peak, from + attack + hold)
      .exponentialRampToValueAtTime(peak * FAINT, begin + end);
    oscillator.connect(envelope).connect(to);
    oscillator.start(from);
    oscillator.stop(begin + end);
  }
  return Math.max(...tones.map(({ end }) => end));
}

function schedule(buffer: AudioBuffer, to: AudioNode, begin: number): number {
  const source = new AudioBufferSourceNode(to.context, { buffer });
  source.connect(to);
  source.start(begin, 0, MAX_OWN_SOUND_LENGTH);
  return Math.min(buffer.duration, MAX_OWN_SOUND_LENGTH);
}

/** Ends at a time of the context's own clock; timers of pages that nobody sees run late. */
function silence(context: AudioContext, until: number): Promise<unknown> {
  const source = new ConstantSourceNode(context, { offset: 0 });
  source.connect(context.destination);
  const ended = new Promise(resolve => source.addEventListener('ended', resolve, { once: true }));
  source.start();
  source.stop(until);
  return ended;
}

async function within(ms: number, act: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The browser plays no sound')), ms);
  });
  await Promise.race([act, late]).finally(() => clearTimeout(timer));
}
