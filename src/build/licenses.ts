/** The file with the licences of all bundled packages. */
export const LICENSES = 'LICENSES.md';
