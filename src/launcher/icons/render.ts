import type { Page } from 'puppeteer-core';

/**
 * Draws an SVG at a size in pixels: red, green, blue and opacity of each, row by row.
 * Rejects where the browser can't read it.
 */
export async function renderSvg(page: Page, svg: string, size: number): Promise<Uint8ClampedArray> {
  const pixels = await page.evaluate(
    async (address, size) => {
      const image = new Image(size, size);
      image.src = address;
      await image.decode();
      const context = new OffscreenCanvas(size, size).getContext('2d');
      context?.drawImage(image, 0, 0, size, size);
      return [...(context?.getImageData(0, 0, size, size).data ?? [])];
    },
    `data:image/svg+xml,${encodeURIComponent(svg)}`,
    size,
  );
  return new Uint8ClampedArray(pixels);
}
