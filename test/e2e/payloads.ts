import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** npm packages of other sanitisers and parsers, and where they have their hostile HTML. */
const SOURCES: Readonly<Record<string, string>> = {
  'big-list-of-naughty-strings@1.0.0': 'blns.json',
  'dompurify@0.4.5': 'test/expect.json',
  'html5@1.0.5': 'test/data',
  'insane@2.6.2': 'test',
  'sanitize-caja@0.1.4': 'test',
  'sanitize-html@1.4.2': 'test',
  'xss-filters@1.2.7': 'tests',
};

/** Hostile HTML of other projects. Their packages are downloaded but not installed. */
export async function fetchPayloads(): Promise<Map<string, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-payloads-'));
  try {
    const { stdout } = await run('npm', ['pack', '--json', ...Object.keys(SOURCES)], { cwd: folder });
    const packed: Array<{ readonly id: string; readonly filename: string }> = JSON.parse(stdout);
    const payloads = new Map<string, string[]>();
    for (const { id, filename } of packed) {
      const path = `package/${SOURCES[id]}`;
      await run('tar', ['-xzf', filename, '--warning=none', path], { cwd: folder });
      payloads.set(id, [...new Set(await payloadsIn(join(folder, path)))]);
      await rm(join(folder, 'package'), { recursive: true });
    }
    return payloads;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function payloadsIn(path: string): Promise<string[]> {
  if (extname(path) !== '') return stringsIn(extname(path), await readFile(path, 'utf8'));
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter(it => it.isFile());
  const found: string[] = [];
  for (const file of files) {
    found.push(...stringsIn(extname(file.name), await readFile(join(file.parentPath, file.name), 'utf8')));
  }
  return found;
}

const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
/** A document of html5lib's tests. */
const DOCUMENT = /^#data\n(.*?)\n#errors/gms;

function stringsIn(extension: string, text: string): string[] {
  const found = candidatesIn(extension, text);
  return found.filter(it => it.includes('<'));
}

function candidatesIn(extension: string, text: string): string[] {
  if (extension === '.html') return [text];
  if (extension === '.xss') return text.split('\n');
  if (extension === '.js') return [...text.matchAll(LITERAL)].map(([literal]) => literal.slice(1, -1));
  const documents = [...text.matchAll(DOCUMENT)].map(([, document = '']) => document);
  return documents.length > 0 ? documents : jsonStrings(text);
}

/** All strings in JSON; none if the text isn't JSON. */
function jsonStrings(text: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (_key, value) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
  } catch {}
  return found;
}
