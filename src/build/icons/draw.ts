import { Resvg } from '@resvg/resvg-js';

/**
 * Draws an SVG as a PNG. The same drawing gives the same bytes on every system.
 * @param size pixels a side
 * @throws Error for a text that is no SVG
 */
export function drawPng(svg: string, size: number): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
