import manifest from '../../../manifest.json' with { type: 'json' };
import { ICON_SIZES, ICON_STATES } from '../../core/view/icon';

export const ICON_FOLDER = 'icons';

/** Each drawing `icons/<name>.svg`, and the sizes of its PNG files in pixels. */
export const PICTURES: readonly { readonly name: string; readonly sizes: readonly number[] }[] = [
  { name: 'facteur', sizes: Object.keys(manifest.icons).map(Number) },
  ...ICON_STATES.map(name => ({ name, sizes: ICON_SIZES })),
];
