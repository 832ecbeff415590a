import { readdirSync, readFileSync } from 'node:fs';

/** Every Markdown page in the project's root and in docs, by its path from the root. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  [
    ...readdirSync('.'),
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(
      path => `docs/${path.replaceAll('\\', '/')}`,
    ),
  ]
    .filter(path => path.endsWith('.md'))
    .map(path => [path, readFileSync(path, 'utf8')]),
);

const BLOCK = /^( *)```(\w*)\n(.*?)^\1```/gms;

/** The inline `code` of a page, without its code blocks. */
export function codeIn(page: string): string[] {
  return [...page.replaceAll(BLOCK, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replaceAll(/\s+/g, ' '),
  );
}

/** The distinct commands of a page: all lines of its `sh` blocks, and the inline commands of npm, npx and node. */
export function commandsIn(page: string): string[] {
  const inBlocks = [...page.matchAll(BLOCK)]
    .filter(([, , language]) => language === 'sh')
    .flatMap(([, , , text = '']) =>
      text
        .replaceAll(/\\\n\s*/g, '')
        .split('\n')
        .map(line => line.trim()),
    )
    .filter(Boolean);
  const inLines = codeIn(page).filter(code => /^(?:[A-Z_]+=\S+ )?(?:npm|npx|node) \S/.test(code));
  return [...new Set([...inBlocks, ...inLines])];
}
