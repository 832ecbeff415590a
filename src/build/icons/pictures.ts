import manifest from '../../../manifest.json' with { type: 'json' };
import { ICON_SIZES, ICON_STATES } from '../../core/view/icon';

/** The folder of drawings and pictures, from the project's root. */
export const ICON_FOLDER = 'icons';

/** Each drawing `icons/<name>.svg`, and the sizes in pixels at which there are pictures of it. */
export const PICTURES: readonly { readonly name: string; readonly sizes: readonly number[] }[] = [
  { name: 'facteur', sizes: Object.keys(manifest.icons).map(Number) },
  ...ICON_STATES.map(name => ({ name, sizes: ICON_SIZES })),
];
