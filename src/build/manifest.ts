import type { Plugin } from 'vite';

type Manifest = Record<string, unknown>;

/** Enters into the manifest what is built apart from it, and what crxjs would build once more if it knew of it. */
export function finishManifest(finish: (manifest: Manifest) => Manifest): Plugin {
  return {
    name: 'finish-manifest',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const manifest = bundle['manifest.json'];
        if (manifest?.type !== 'asset') throw new Error('There is no manifest to finish');
        manifest.source = JSON.stringify(finish(JSON.parse(String(manifest.source))));
      },
    },
  };
}

/** Writes the data among the files without white space, which is there for people. */
export const compactData: Plugin = {
  name: 'compact-data',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.json'))
          file.source = JSON.stringify(
            JSON.parse(typeof file.source === 'string' ? file.source : Buffer.from(file.source).toString()),
          );
    },
  },
};
