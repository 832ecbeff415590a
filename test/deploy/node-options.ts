import { readFileSync } from 'node:fs';

const [, options = ''] =
  /^ExecStart=\S+ (.*?) ?\/usr\/lib\//m.exec(readFileSync('src/deploy/facteur-gateway.service', 'utf8')) ??
  [];

/** With which the unit starts Node, before the program. */
export const NODE_OPTIONS: readonly string[] = options.split(' ').filter(Boolean);
