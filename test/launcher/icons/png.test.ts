import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodePng } from '../../../src/launcher/icons/png';

/** Reads back a PNG of one filter-less row after the other. */
function decode(png: Buffer) {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(type, png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const part = (type: string) => chunks.get(type) ?? Buffer.alloc(0);
  const width = part('IHDR').readUInt32BE(0);
  const rows = inflateSync(part('IDAT'));
  const pixels: number[][] = [];
  for (const [i, place] of rows.entries()) {
    if (i % (width + 1) === 0) expect(place).toBe(0);
    else pixels.push([...part('PLTE').subarray(place * 3, place * 3 + 3), part('tRNS')[place] ?? -1]);
  }
  return { width, height: part('IHDR').readUInt32BE(4), colours: part('PLTE').length / 3, pixels };
}

test('few colours come back as they were, and what is not seen as nothing', () => {
  const pixels = [
    [26, 86, 176, 255],
    [255, 201, 40, 128],
    [9, 9, 9, 0],
    [255, 255, 255, 255],
  ];
  const picture = decode(encodePng(new Uint8ClampedArray(pixels.flat())));
  expect(picture).toMatchObject({ width: 2, height: 2, colours: 4 });
  expect(picture.pixels).toEqual(pixels.toSpliced(2, 1, [0, 0, 0, 0]));
});

test('of many colours 256 are left, each close to its own', () => {
  const pixels = Array.from({ length: 32 * 32 }, (_, i) => [i % 256, i >> 2, 255 - (i >> 3), 255]);
  const picture = decode(encodePng(new Uint8ClampedArray(pixels.flat())));
  expect(picture.width).toBe(32);
  expect(picture.colours).toBeLessThanOrEqual(256);
  for (const [i, colour] of picture.pixels.entries())
    for (const [j, part] of colour.entries())
      expect(Math.abs(part - (pixels[i]?.[j] ?? Number.NaN))).toBeLessThanOrEqual(32);
});
