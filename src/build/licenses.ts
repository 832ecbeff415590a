import type { BuildEnvironmentOptions, Plugin } from 'vite';

/** Where the licences of what a build bundles are told, for people. */
export const LICENSES = 'LICENSES.md';

/** An entry of the list that Vite makes of what a build bundles. */
interface Bundled {
  name: string;
  version: string;
  /** As in SPDX. */
  identifier?: string;
  text?: string;
}

const FOLDER = 'licenses/';

/** Has a build that is a part of the extension list what it bundles; `gatherLicenses` makes one file of all lists. */
export function listLicenses(part: string): Pick<BuildEnvironmentOptions, 'license'> {
  return { license: { fileName: `${FOLDER}${part}.json` } };
}

/** Whether a file is such a list. */
export function isLicenseList(fileName: string): boolean {
  return fileName.startsWith(FOLDER);
}

/** Makes one `LICENSES.md` of the lists of all parts: most licences want to travel with what is under them. */
export const gatherLicenses: Plugin = {
  name: 'gather-licenses',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const bundled = new Map<string, Bundled>();
      for (const [fileName, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !isLicenseList(fileName)) continue;
        for (const entry of JSON.parse(String(file.source)) as Bundled[])
          bundled.set(`${entry.name} ${entry.version}`, entry);
        delete bundle[fileName];
      }
      if (bundled.size === 0)
        throw new Error('No list of licenses: nothing would be told of what is bundled');
      const sorted = [...bundled].toSorted(([a], [b]) => (a < b ? -1 : 1));
      this.emitFile({
        type: 'asset',
        fileName: LICENSES,
        source: ['# What is bundled, and under which license\n', ...sorted.map(([, it]) => section(it))].join(
          '\n',
        ),
      });
    },
  },
};

function section({ name, version, identifier, text }: Bundled): string {
  if (!identifier && !text) throw new Error(`${name} ${version} tells no license`);
  return `## ${name} ${version}${identifier ? `, ${identifier}` : ''}\n\n${text ?? ''}\n`;
}
