import { FAINT, type Tone, tonesOf } from '../../core/settings/chime-notes';
import { gainOf, type PlayableSound } from '../../core/settings/chimes';
import { fromBase64, MAX_OWN_SOUND_LENGTH } from '../../core/settings/own-sound';

/** How long the audio system may take to start, in ms: it may be asleep. */
const START_TIMEOUT = 5_000;

/** Output latency in seconds: the last sample is computed this much before the user hears it. */
const OUTPUT_LATENCY = 0.2;

/**
 * Plays a sound in this context, which must have Web Audio: a page, not a service worker. Resolves when the
 * sound has ended. Rejects if the browser can't decode the bytes, blocks autoplay, or the audio system
 * doesn't run.
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
    // If the browser blocks autoplay, resume() waits for a click that never comes.
    await within(START_TIMEOUT, context.resume());
    const begin = context.currentTime + 0.02;
    const length =
      sound.kind === 'own'
        ? schedule(recording as AudioBuffer, master, begin)
        : synthesise(tonesOf(sound.name), master, begin);
    await within(length * 1000 + START_TIMEOUT, waitUntil(context, begin + length + OUTPUT_LATENCY));
  } finally {
    await context.close();
  }
}

/** Duration of a sound in seconds. Rejects if this browser can't decode it. Detaches `bytes`. */
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

/** Resolves at `until` on the context's clock. In hidden pages timers are throttled. */
function waitUntil(context: AudioContext, until: number): Promise<unknown> {
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
    timer = setTimeout(() => reject(new Error('The audio system does not run')), ms);
  });
  await Promise.race([act, late]).finally(() => clearTimeout(timer));
}
