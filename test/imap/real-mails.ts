import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian packages that contain mails, and the paths of the mails. */
const SOURCES = [
  {
    name: 'libpython3.11-testsuite',
    folder: 'usr/lib/python3.11/test/test_email/data',
    files: /^msg_\d+\.txt$/,
  },
  { name: 'spamassassin', folder: 'usr/share/doc/spamassassin/examples', files: /^sample-.*\.txt$/ },
];

export interface RealMail {
  readonly name: string;
  readonly content: Buffer;
}

/** Real mails, some of them broken, from Debian packages. The packages are downloaded but not installed. */
export async function fetchRealMails(): Promise<RealMail[]> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-mails-'));
  try {
    const names = SOURCES.map(({ name }) => name);
    const download = () => run('apt-get', ['-qq', 'download', ...names], { cwd: folder });
    await download().catch(async () => {
      // A new machine has no package lists yet.
      await run('apt-get', ['-qq', 'update']);
      await download();
    });
    const packages = (await readdir(folder)).filter(name => name.endsWith('.deb'));
    for (const name of packages) await run('dpkg-deb', ['-x', name, 'content'], { cwd: folder });
    const mails = await Promise.all(
      SOURCES.map(async source => {
        const path = join(folder, 'content', source.folder);
        const files = (await readdir(path)).filter(name => source.files.test(name)).toSorted();
        return Promise.all(files.map(async name => ({ name, content: await readFile(join(path, name)) })));
      }),
    );
    return mails.flat();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
