import { spawnSync } from 'node:child_process';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../gateway/folder';
import { NODE_OPTIONS } from './node-options';

const UNIT = 'src/deploy/facteur-gateway.service';

/** A copy of the unit, beside the files that it names. */
async function unitHere(change = (text: string) => text): Promise<string> {
  const folder = await temporaryFolder();
  await copyFile('src/deploy/debian/copy-config', join(folder, 'copy-config'));
  await chmod(join(folder, 'copy-config'), 0o755);
  const text = (await readFile(UNIT, 'utf8'))
    .replaceAll('/usr/lib/facteur-gateway', folder)
    .replace('/usr/bin/node', process.execPath)
    .replace('Documentation=file:/usr/share/doc/facteur-gateway', `Documentation=file:${resolve('docs')}`);
  const path = join(folder, 'facteur-gateway.service');
  await writeFile(path, change(text));
  await chmod(path, 0o644);
  return path;
}

const analyze = (...args: readonly string[]) =>
  spawnSync('systemd-analyze', args, { env: { ...process.env, SYSTEMD_COLORS: '0' }, encoding: 'utf8' });

describe('the system unit', () => {
  test('is accepted by systemd', async () => {
    expect(analyze('verify', await unitHere())).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('gives Node only options that it knows, and that the documentation names', async () => {
    const start = (...options: readonly string[]) =>
      spawnSync(process.execPath, [...options, '--eval', ''], { encoding: 'utf8' });
    expect(NODE_OPTIONS).not.toEqual([]);
    expect(start(...NODE_OPTIONS)).toMatchObject({ status: 0, stderr: '' });
    // It would tell.
    expect(start('--no-memory-reducers').status).toBe(9);
    expect(await readFile('docs/organisations.md', 'utf8')).toContain(`\`${NODE_OPTIONS.join(' ')}\``);
  });

  test('would not be accepted with a wrong line', async () => {
    const wrong = analyze('verify', await unitHere(text => text.replace('Type=notify', 'Type=notifies')));
    expect(wrong.stderr).toContain('Failed to parse service type, ignoring: notifies');
  });

  test('of a second gateway on one computer, as the documentation makes it, shares no folder with the first', async () => {
    const docs = await readFile('docs/organisations.md', 'utf8');
    const recipe = /^sed [\s\S]*?(?=\/usr\/lib\/systemd)/m.exec(docs)?.[0] ?? '';
    const second = (text: string) =>
      spawnSync('sh', ['-c', `${recipe} -`], { input: text, encoding: 'utf8' }).stdout;
    expect(analyze('verify', await unitHere(second))).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const unit = second(await readFile(UNIT, 'utf8'));
    expect(unit).toMatch(/^ExecStart=.* --port 8338 --admin 127\.0\.0\.1:9338 --state %S\/facteur-two$/m);
    expect(unit).not.toMatch(/(?:%t\/|Directory=(?:.* )?)facteur(?!-two)/);
  });

  test('exposes little: at most 2.0 of 10', async () => {
    const security = ['security', '--offline=true', '--no-pager', '--threshold=20'];
    const { status, stdout } = analyze(...security, await unitHere());
    expect(status, stdout).toBe(0);
    // It would tell.
    const open = await unitHere(text => text.replace(/^UMask=[\s\S]*?^\[Install\]/m, '[Install]'));
    expect(analyze(...security, open).status).not.toBe(0);
  });
});
