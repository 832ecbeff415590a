/** The IHDR chunk of a PNG (PNG specification, third edition, 11.2.1). */
export interface PngHeader {
  width: number;
  height: number;
  /** 2 is RGB, 3 is a palette, 6 is RGB with alpha. */
  colourType: number;
}

/** @throws Error if it is no PNG */
export function readHeader(png: Buffer): PngHeader {
  if (png.toString('latin1', 1, 4) !== 'PNG' || png.toString('latin1', 12, 16) !== 'IHDR')
    throw new Error('no PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), colourType: png.readUInt8(25) };
}
