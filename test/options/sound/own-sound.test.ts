import { expect, test } from 'vitest';
import { MAX_OWN_SOUND, type OwnSound } from '../../../src/core/settings/own-sound';
import { readOwnSound } from '../../../src/options/sound/own-sound';
import { t } from '../../translate';

const file = (bytes: Uint8Array<ArrayBuffer>, name = 'ding.mp3') =>
  new File([bytes], name, { type: 'audio/mpeg' });
const ding = file(Uint8Array.of(1, 2, 255));

/** Like a browser's decoder, detaches the bytes. */
const lasting = (seconds: number) => ({
  lengthOf: async (bytes: ArrayBuffer) => {
    structuredClone(bytes, { transfer: [bytes] });
    return seconds;
  },
});
const undecodable = {
  lengthOf: () => Promise.reject(new DOMException('Unable to decode audio data', 'EncodingError')),
};

async function read(...args: Parameters<typeof readOwnSound>): Promise<OwnSound | string> {
  const reading = await readOwnSound(...args);
  return reading.kind === 'sound' ? reading.sound : t(reading.why);
}

test('a sound is read with its name and bytes', async () => {
  expect(await read(ding, lasting(1.2))).toEqual({ name: 'ding.mp3', type: 'audio/mpeg', data: 'AQL/' });
});

test('a sound at the limits of length and size is accepted', async () => {
  const largest = file(new Uint8Array(MAX_OWN_SOUND));
  expect(await read(largest, lasting(10))).toMatchObject({ name: 'ding.mp3' });
});

test('the error for a too large file shows its size and the limit', async () => {
  const larger = file(new Uint8Array(MAX_OWN_SOUND + 1));
  expect(await read(larger, lasting(1))).toBe('This file is too large: 501 kB. The limit is 500 kB.');
});

test('a too large file is not read', async () => {
  const huge = {
    name: 'film.mp4',
    type: '',
    size: 4e9,
    arrayBuffer: () => Promise.reject(new Error('out of memory')),
  };
  expect(await read(huge, undecodable)).toBe('This file is too large: 4,000,000 kB. The limit is 500 kB.');
});

test('the error for a too long sound shows its length and the limit', async () => {
  expect(await read(ding, lasting(10.01))).toBe('This sound is too long: 11 s. The limit is 10 s.');
});

test('an empty file gives an error', async () => {
  expect(await read(file(new Uint8Array(0)), undecodable)).toBe('This file is empty.');
});

test.each([
  ['can’t be decoded', undecodable],
  ['has no length', lasting(0)],
])('a file that %s gives an error', async (_case, effects) => {
  expect(await read(ding, effects)).toContain('This browser can’t play this file.');
});

test('a file that was deleted gives an error', async () => {
  const gone = {
    name: 'ding.mp3',
    type: '',
    size: 3,
    arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')),
  };
  expect(await read(gone, lasting(1))).toBe('Facteur can’t read this file. Does it still exist?');
});
