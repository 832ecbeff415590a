import type { ChimeName } from './chimes';

/** One sine: from silence to its peak, held there, then dying away. Times in seconds from the chime's beginning. */
export interface Tone {
  /** Hz. */
  frequency: number;
  start: number;
  /** How long it takes to rise to its peak, in a straight line. */
  attack: number;
  /** How long it stays there. */
  hold: number;
  /** When it has died away, exponentially, to a `FAINT` part of its peak; there it stops. */
  end: number;
  /** Amplitude; full scale is 1. */
  peak: number;
}

/** 60 dB below the peak: nobody hears it stop. */
export const FAINT = 0.001;

/** What one note sounds like. */
interface Timbre {
  /** The sines that a note of frequency 1 and peak 1 is made of: frequency, share of the peak, part of the duration. */
  partials: readonly (readonly [ratio: number, share: number, lasts: number])[];
  /** In seconds. */
  attack: number;
  /** The part of the duration that it is held for; what is struck isn't. */
  hold: number;
}

/** A natural horn: every harmonic, the second the strongest, and the high ones gone first. */
const HORN: Timbre = {
  partials: [
    [1, 0.34, 1],
    [2, 0.36, 1],
    [3, 0.17, 0.95],
    [4, 0.09, 0.85],
    [5, 0.04, 0.75],
  ],
  attack: 0.03,
  hold: 0.45,
};

/** A small bell: partials that are no harmonics, each shorter than the one below. */
const BELL: Timbre = {
  partials: [
    [0.5, 0.12, 1],
    [1, 0.45, 1],
    [2, 0.22, 0.7],
    [3.01, 0.13, 0.45],
    [4.17, 0.08, 0.25],
  ],
  attack: 0.004,
  hold: 0,
};

/** Nearly a pure sine, as water makes it. */
const DROP: Timbre = {
  partials: [
    [1, 0.88, 1],
    [2.02, 0.12, 0.4],
  ],
  attack: 0.006,
  hold: 0,
};

/** A bar of wood: the double octave and a short click above it. */
const WOOD: Timbre = {
  partials: [
    [1, 0.7, 1],
    [3.93, 0.22, 0.4],
    [9.2, 0.08, 0.15],
  ],
  attack: 0.003,
  hold: 0,
};

interface Note {
  timbre: Timbre;
  /** Hz. */
  frequency: number;
  start: number;
  duration: number;
  peak: number;
}

const note = (timbre: Timbre, frequency: number, start: number, duration: number, peak: number): Note => ({
  timbre,
  frequency,
  start,
  duration,
  peak,
});

/** Peaks add up to no more than 1 at any time, so that nothing is clipped at full volume. */
const NOTES: Readonly<Record<ChimeName, readonly Note[]>> = {
  // The third, fourth and fifth harmonic of one tube, for a post horn has no valves.
  'post-horn': [
    note(HORN, 392.4, 0, 0.2, 0.42),
    note(HORN, 523.2, 0.17, 0.2, 0.42),
    note(HORN, 654, 0.34, 0.85, 0.48),
  ],
  bell: [note(BELL, 1046.5, 0, 1.45, 0.9)],
  drops: [
    note(DROP, 784, 0, 0.35, 0.5),
    note(DROP, 1174.7, 0.11, 0.35, 0.42),
    note(DROP, 1568, 0.25, 0.55, 0.38),
  ],
  knock: [note(WOOD, 392, 0, 0.24, 0.85), note(WOOD, 349.2, 0.16, 0.36, 0.95)],
  rise: [
    note(WOOD, 523.3, 0, 0.5, 0.5),
    note(WOOD, 659.3, 0.12, 0.5, 0.45),
    note(WOOD, 784, 0.24, 0.5, 0.4),
    note(WOOD, 1046.5, 0.36, 0.9, 0.5),
  ],
};

/** The sines that make up a chime; it ends with the last of them. */
export function tonesOf(name: ChimeName): Tone[] {
  return NOTES[name].flatMap(({ timbre, frequency, start, duration, peak }) =>
    timbre.partials.map(([ratio, share, lasts]) => ({
      frequency: frequency * ratio,
      start,
      attack: timbre.attack,
      hold: duration * timbre.hold,
      end: start + Math.max(duration * lasts, timbre.attack + duration * timbre.hold + 0.02),
      peak: peak * share,
    })),
  );
}
