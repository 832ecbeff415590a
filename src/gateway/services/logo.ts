import type { Logo } from './service';
import { sanitiseSvg } from './svg';

/** In bytes. */
export const MAX_LOGO = 64 * 1024;

/** In pixels: a small file may describe a picture that fills the memory of each reader. */
const MAX_SIDE = 1024;

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Reads a PNG or an SVG, which is cleaned. Undefined if it is neither, larger than {@link MAX_LOGO} or too wide. */
export function readLogo(content: Buffer): Logo | undefined {
  if (content.length > MAX_LOGO) return undefined;
  if (content.length > 24 && content.subarray(0, 16).equals(PNG)) {
    const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
    return Math.max(width, height) <= MAX_SIDE && width * height > 0
      ? { type: 'image/png', content }
      : undefined;
  }
  const svg = sanitiseSvg(content.toString());
  if (svg === undefined) return undefined;
  // Cleaning may make it longer.
  const cleaned = Buffer.from(svg);
  return cleaned.length <= MAX_LOGO ? { type: 'image/svg+xml', content: cleaned } : undefined;
}
