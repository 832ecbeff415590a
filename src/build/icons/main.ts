import { readFile, writeFile } from 'node:fs/promises';
import { drawPng } from './draw';
import { ICON_FOLDER, PICTURES } from './pictures';

let count = 0;
let bytes = 0;
for (const { name, sizes } of PICTURES) {
  const drawing = await readFile(`${ICON_FOLDER}/${name}.svg`, 'utf8');
  for (const size of sizes) {
    const picture = drawPng(drawing, size);
    await writeFile(`${ICON_FOLDER}/${name}-${size}.png`, picture);
    count += 1;
    bytes += picture.length;
  }
}
process.stdout.write(`${count} pictures written to ${ICON_FOLDER}/, ${bytes} bytes in all\n`);
