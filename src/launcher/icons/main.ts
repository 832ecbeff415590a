import { readFile, writeFile } from 'node:fs/promises';
import { launchPlainChromium } from '../browsers/plain';
import { DIGESTS, digestOf, ICON_FOLDER, PICTURES } from './pictures';
import { encodePng } from './png';
import { renderSvg } from './render';
import { shrinkPng } from './shrink';

const browser = await launchPlainChromium();
try {
  const page = await browser.newPage();
  const digests: Record<string, string> = {};
  let bytes = 0;
  for (const { name, sizes } of PICTURES) {
    const drawing = await readFile(`${ICON_FOLDER}/${name}.svg`, 'utf8');
    digests[`${name}.svg`] = digestOf(drawing);
    for (const size of sizes) {
      const picture = shrinkPng(encodePng(await renderSvg(page, drawing, size)));
      await writeFile(`${ICON_FOLDER}/${name}-${size}.png`, picture);
      bytes += picture.length;
    }
  }
  await writeFile(DIGESTS, `${JSON.stringify(digests, null, 2)}\n`);
  process.stdout.write(`${ICON_FOLDER}: all pictures drawn, ${bytes} bytes together\n`);
} finally {
  await browser.close();
}
