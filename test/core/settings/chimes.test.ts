import { describe, expect, test } from 'vitest';
import { FAINT, type Tone, tonesOf } from '../../../src/core/settings/chime-notes';
import { CHIMES, gainOf } from '../../../src/core/settings/chimes';

const RATE = 44_100;

/** What Web Audio makes of a tone's amplitude at a time, by the formulas of its specification (1.6.3). */
function amplitude({ start, attack, hold, end, peak }: Tone, time: number): number {
  const held = start + attack + hold;
  if (time < start || time >= end) return 0;
  if (time < start + attack) return (peak * (time - start)) / attack;
  return time < held ? peak : peak * FAINT ** ((time - held) / (end - held));
}

function render(tones: readonly Tone[]): Float64Array {
  const samples = new Float64Array(1.6 * RATE);
  for (const tone of tones)
    for (let index = Math.ceil(tone.start * RATE); index < tone.end * RATE; index += 1) {
      const time = index / RATE;
      const phase = 2 * Math.PI * tone.frequency * (time - tone.start);
      samples[index] = (samples[index] ?? 0) + amplitude(tone, time) * Math.sin(phase);
    }
  return samples;
}

const loudness = (samples: Float64Array) =>
  Math.hypot(...samples.slice(0, 0.4 * RATE)) / Math.sqrt(0.4 * RATE);

describe.each(CHIMES)('%s', name => {
  const tones = tonesOf(name);
  const length = Math.max(...tones.map(({ end }) => end));

  test('lasts a second and a half at most', () => {
    expect(length).toBeGreaterThan(0.3);
    expect(length).toBeLessThanOrEqual(1.5);
  });

  test('is made of tones that can be heard and rendered', () => {
    for (const { frequency, start, attack, hold, end, peak } of tones) {
      expect(frequency).toBeGreaterThan(150);
      expect(frequency).toBeLessThan(16_000);
      expect(peak).toBeGreaterThan(0);
      // A rise without any time is a click, and so is a fall.
      expect(attack).toBeGreaterThanOrEqual(0.003);
      expect(end - (start + attack + hold)).toBeGreaterThanOrEqual(0.02);
    }
  });

  test('is never clipped, however its tones meet', () => {
    const times = Array.from({ length: length * 1000 }, (_, ms) => ms / 1000);
    const most = Math.max(...times.map(time => tones.reduce((sum, tone) => sum + amplitude(tone, time), 0)));
    expect(most).toBeLessThanOrEqual(1);
    expect(Math.max(...render(tones).map(Math.abs))).toBeLessThanOrEqual(most);
  });

  test('is about as loud as the others', () => {
    const decibels = 20 * Math.log10(loudness(render(tones)));
    expect(decibels).toBeGreaterThan(-21);
    expect(decibels).toBeLessThan(-14);
  });
});

test('no two chimes are alike', () => {
  expect(new Set(CHIMES.map(name => JSON.stringify(tonesOf(name)))).size).toBe(CHIMES.length);
});

test.each([
  [0, 0],
  [50, 0.25],
  [100, 1],
  [-1, 0],
  [101, 1],
])('a volume of %d is a factor of %d', (volume, gain) => {
  expect(gainOf(volume)).toBe(gain);
});
