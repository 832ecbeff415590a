import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';

export interface ServedPages {
  readonly origin: string;
  /** A script that sets `window.axe` and `window.checks`. */
  readonly checks: string;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Builds a program's pages from the present sources, and serves them on 127.0.0.1. */
export async function servePages(program: 'gallery' | 'screenshots' = 'gallery'): Promise<ServedPages> {
  await build({ mode: program });
  const folder = resolve('dist', program, 'pages');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = pathname.startsWith('/icons/') ? resolve(`.${pathname}`) : join(folder, pathname);
    try {
      const body = await readFile(file);
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const texts = await Promise.all([
    readFile('node_modules/axe-core/axe.min.js', 'utf8'),
    readFile(join(folder, 'checks.js'), 'utf8'),
  ]);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    checks: texts.map(text => `(() => {${text}\n})();`).join('\n'),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
