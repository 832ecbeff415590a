import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian's packages have mails, and the names of their files. */
const PACKAGES = [
  {
    name: 'libpython3.11-testsuite',
    folder: 'usr/lib/python3.11/test/test_email/data',
    files: /^msg_\d+a?\.txt$/,
  },
  { name: 'spamassassin', folder: 'usr/share/doc/spamassassin/examples', files: /^sample-.*\.txt$/ },
];

/** The source of this package has mails in `test/corpora`. */
const SOURCE = 'notmuch';

export interface RealMail {
  readonly name: string;
  readonly content: Buffer;
}

/** Real mails, some of them broken, from Debian packages. The packages are downloaded but not installed. */
export function fetchRealMails(): Promise<RealMail[]> {
  return inNewFolder(async folder => {
    await run('apt-get', ['-qq', 'download', ...PACKAGES.map(({ name }) => name)], { cwd: folder });
    const packages = (await readdir(folder)).filter(name => name.endsWith('.deb'));
    for (const name of packages) await run('dpkg-deb', ['-x', name, '.'], { cwd: folder });
    const mails = PACKAGES.map(async source =>
      (await filesIn(join(folder, source.folder))).filter(({ name }) => source.files.test(name)),
    );
    return (await Promise.all(mails)).flat();
  });
}

/** The mails with which notmuch tests itself, from its source. `name` is their path. */
export function fetchNotmuchMails(): Promise<RealMail[]> {
  return inNewFolder(async folder => {
    // Most machines have no list of source packages, but the source lies beside the package.
    const { stdout } = await run('apt-get', ['-qq', 'download', '--print-uris', SOURCE]);
    const [, place, version] = /'(.*\/)[^_/]+_(.*)-[^-]*'/.exec(stdout) ?? [];
    const address = `${place}${SOURCE}_${version}.orig.tar.xz`;
    const archive = join(folder, 'source.tar.xz');
    await run('/usr/lib/apt/apt-helper', ['-qq', 'download-file', address, archive]);
    const only = ['--strip-components=3', '--wildcards', '*/test/corpora/*'];
    await run('tar', ['-xf', archive, ...only], { cwd: folder });
    await rm(archive);
    return (await filesIn(folder)).filter(({ name }) => name !== 'README');
  });
}

/** Tries again with new package lists, because a new machine has none. */
async function inNewFolder(fetch: (folder: string) => Promise<RealMail[]>): Promise<RealMail[]> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-mails-'));
  try {
    return await fetch(folder).catch(async () => {
      await run('apt-get', ['-qq', 'update']);
      return fetch(folder);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With their paths, sorted. */
async function filesIn(folder: string): Promise<RealMail[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths
      .toSorted()
      .map(async path => ({ name: path.slice(folder.length + 1), content: await readFile(path) })),
  );
}
