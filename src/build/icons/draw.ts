import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import loadOxipng, { optimise } from '@jsquash/oxipng/codec/pkg/squoosh_oxipng.js';
import { Resvg } from '@resvg/resvg-js';

const OXIPNG = '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm';

await loadOxipng(await readFile(createRequire(import.meta.url).resolve(OXIPNG)));

/**
 * Draws an SVG as a PNG. The same drawing gives the same bytes on every system.
 * @param size pixels a side
 * @throws Error for a text that is no SVG
 */
export function drawPng(svg: string, size: number): Uint8Array {
  const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  // Resvg writes four bytes a pixel; a palette, where the colours fit into one, takes half the space.
  return optimise(picture, 4, false, true);
}
