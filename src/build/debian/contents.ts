import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LICENSES } from '../licenses';

/** A file of a package, by its path from the root folder of the system. */
export interface PackageFile {
  readonly path: string;
  readonly content: Buffer | { readonly linkTo: string };
  /** The permissions. */
  readonly mode: number;
}

/** The folder with the program. */
const PROGRAM = 'usr/lib/facteur-gateway';
const DOCS = 'usr/share/doc/facteur-gateway';

/** Files that the administrator changes: an update asks before it replaces a changed one. */
export const CONFIG_FILES = ['/etc/facteur/gateway.toml'];

/** Folders that others may not enter. */
export const PRIVATE_FOLDERS = ['etc/facteur'];

const FILES: readonly (readonly [path: string, source: string, mode: number])[] = [
  [`${PROGRAM}/facteur-gateway.mjs`, 'dist/gateway/facteur-gateway.mjs', 0o755],
  [`${PROGRAM}/copy-config`, 'src/deploy/debian/copy-config', 0o755],
  ['usr/sbin/facteur-gatewayctl', 'src/deploy/debian/facteur-gatewayctl', 0o755],
  ['usr/lib/systemd/system/facteur-gateway.service', 'src/deploy/facteur-gateway.service', 0o644],
  ['etc/facteur/gateway.toml', 'src/deploy/debian/gateway.toml', 0o600],
  [`${DOCS}/copyright`, 'LICENSE', 0o644],
  [`${DOCS}/licenses.md`, `dist/gateway/${LICENSES}`, 0o644],
  [`${DOCS}/organisations.md`, 'docs/organisations.md', 0o644],
  [`${DOCS}/gateway.md`, 'docs/gateway.md', 0o644],
  [`${DOCS}/examples/nginx.conf`, 'src/deploy/balancers/nginx.conf', 0o644],
  [`${DOCS}/examples/haproxy.cfg`, 'src/deploy/balancers/haproxy.cfg', 0o644],
];

/** Reads all files of the package. Rejects if the gateway isn’t built. */
export async function readContents(root: string): Promise<readonly PackageFile[]> {
  const files = await Promise.all(
    FILES.map(async ([path, source, mode]) => ({ path, content: await readFile(join(root, source)), mode })),
  );
  const command = {
    path: 'usr/bin/facteur-gateway',
    content: { linkTo: '../lib/facteur-gateway/facteur-gateway.mjs' },
    mode: 0o777,
  };
  return [...files, command];
}
