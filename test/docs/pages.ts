import { readdirSync, readFileSync } from 'node:fs';

/** Every page that is written for people, by its path from the project's root. */
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

/** What a page sets in `code` within its lines; what stands in blocks is left out. */
export function codeIn(page: string): string[] {
  return [...page.replaceAll(BLOCK, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replaceAll(/\s+/g, ' '),
  );
}

/** The commands that a page tells to run, each once: those of its shell blocks, and those of npm and Node within its lines. */
export function commandsIn(page: string): string[] {
  const inBlocks = [...page.matchAll(BLOCK)]
    .filter(([, , language]) => language === 'sh')
    .flatMap(([, , , text = '']) => text.split('\n').map(line => line.trim()))
    .filter(Boolean);
  const inLines = codeIn(page).filter(code => /^(?:[A-Z_]+=\S+ )?(?:npm|npx|node) \S/.test(code));
  return [...new Set([...inBlocks, ...inLines])];
}
