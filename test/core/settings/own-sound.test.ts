import { expect, test } from 'vitest';
import { fromBase64, MAX_OWN_SOUND, OWN_SOUND_FORMAT, toBase64 } from '../../../src/core/settings/own-sound';
import { pack, unpack } from '../../../src/core/store/stored-format';

test('base64 keeps all bytes, up to the size limit', () => {
  const bytes = Uint8Array.from({ length: MAX_OWN_SOUND }, (_, index) => index % 256);
  expect(Buffer.from(fromBase64(toBase64(bytes))).equals(Buffer.from(bytes))).toBe(true);
});

test('a sound is read as it was stored', () => {
  const sound = { name: 'ding.mp3', type: 'audio/mpeg', data: 'AAAA' };
  expect(unpack(OWN_SOUND_FORMAT, pack(OWN_SOUND_FORMAT, sound))).toEqual(sound);
});

test.each([undefined, null, 'ding', {}, { name: 'ding.mp3', data: '' }, { name: 7, data: 'AAAA' }])(
  '%j is not a sound',
  raw => {
    expect(unpack(OWN_SOUND_FORMAT, raw)).toBeUndefined();
  },
);

test('a sound with an invalid media type is kept without one', () => {
  const sound = { name: 'ding', type: 7, data: 'AAAA' };
  expect(unpack(OWN_SOUND_FORMAT, sound)).toEqual({ name: 'ding', type: '', data: 'AAAA' });
});
