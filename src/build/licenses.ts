/** The file that lists the licences of all that a build bundles. */
export const LICENSES = 'LICENSES.md';
