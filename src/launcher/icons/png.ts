import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A square picture as a PNG with a palette (PNG specification, third edition, 5.2 and 11.2), a third of the size
 * of what browsers write. Colours are rounded as far as it takes to get along with 256 of them, which in an
 * icon's soft edges nobody sees.
 * @param pixels red, green, blue and opacity of each pixel, 0 to 255, row by row from the top left
 */
export function encodePng(pixels: Uint8ClampedArray): Buffer {
  const size = Math.sqrt(pixels.length / 4);
  const { palette, indices } = indexColours(pixels);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3], 8);
  const rows = Array.from({ length: size }, (_, y) => [0, ...indices.slice(y * size, (y + 1) * size)]);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(colour => colour.slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map(colour => colour[3] ?? 255))),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function indexColours(pixels: Uint8ClampedArray, step = 1): { palette: number[][]; indices: number[] } {
  const places = new Map<string, number>();
  const indices: number[] = [];
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = pixels[i + 3] === 0 ? [0, 0, 0, 0] : [...pixels.slice(i, i + 4)];
    const name = colour.map(part => Math.min(255, Math.round(part / step) * step)).join();
    if (!places.has(name)) places.set(name, places.size);
    indices.push(places.get(name) ?? 0);
  }
  if (places.size > 256) return indexColours(pixels, step * 2);
  return { palette: [...places.keys()].map(name => name.split(',').map(Number)), indices };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
