import { createHash } from 'node:crypto';
import manifest from '../../../manifest.json' with { type: 'json' };
import { ICON_SIZES, ICON_STATES } from '../../core/view/icon';

/** The folder of drawings and pictures, from the project's root. */
export const ICON_FOLDER = 'icons';

/** Which drawings the pictures were made of: the digest of each `.svg` file, by its name. */
export const DIGESTS = `${ICON_FOLDER}/rendered.json`;

/** Every picture there is to be: of the drawing `icons/<name>.svg`, at each of these sizes in pixels. */
export const PICTURES: readonly { readonly name: string; readonly sizes: readonly number[] }[] = [
  { name: 'facteur', sizes: Object.keys(manifest.icons).map(Number) },
  ...ICON_STATES.map(name => ({ name, sizes: ICON_SIZES })),
];

/** SHA-256 of a drawing's text, in hexadecimal, the same whatever a checkout makes of line ends. */
export function digestOf(drawing: string): string {
  return createHash('sha256').update(drawing.replaceAll('\r\n', '\n')).digest('hex');
}
