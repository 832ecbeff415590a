import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readSources } from '../../../src/build/package/sources';
import { temporaryFolder } from '../../gateway/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });

async function checkout(): Promise<void> {
  git('init', '-q');
  await write('.gitignore', '*.secret');
  await write('package.json', '{}');
  await write('src/core/a.ts', 'a');
  await write('src/core/gone.ts', 'gone');
  await write('test/a.test.ts', 'not needed to build');
  git('add', '.');
  await rm(join(folder, 'src/core/gone.ts'));
  await write('src/core/new.ts', 'new');
  await write('src/core/my.secret', 'ignored');
  await write('notes.txt', 'not one of the sources');
}

test('in a checkout, the sources are tracked and new files with their present content', async () => {
  await checkout();
  const { files, untracked } = await readSources(folder);
  expect([...files.keys()]).toEqual(['package.json', 'src/core/a.ts', 'src/core/new.ts', 'sources.txt']);
  expect(String(files.get('sources.txt'))).toBe('package.json\nsrc/core/a.ts\nsrc/core/new.ts\n');
  expect(untracked).toEqual(['src/core/new.ts']);
});

test('without git, the sources are the files that the source package lists', async () => {
  await write('sources.txt', 'package.json\nsrc/core/a.ts\n');
  await write('package.json', '{}');
  await write('src/core/a.ts', 'a');
  await write('src/core/b.ts', 'b');
  const { files, untracked } = await readSources(folder);
  expect(Object.fromEntries([...files].map(([path, content]) => [path, String(content)]))).toEqual({
    'package.json': '{}',
    'src/core/a.ts': 'a',
    'sources.txt': 'package.json\nsrc/core/a.ts\n',
  });
  expect(untracked).toEqual([]);
});

test('without git and without a list, the error says where to run it', async () => {
  await expect(readSources(folder)).rejects.toThrow('run this in a checkout of the repository');
});
