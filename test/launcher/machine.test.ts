import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureInstalled, findOnPath, hasDisplay } from '../../src/launcher/machine';
import { UserError } from '../../src/launcher/user-error';

describe('a machine without a browser and without apt', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'facteur-empty-'));
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('findOnPath finds nothing', () => {
    expect(findOnPath('node')).toBeUndefined();
  });

  it('ensureInstalled throws one error that lists all missing programs', () => {
    const lines: string[] = [];
    const missing = (name: string) => ({
      name,
      find: () => undefined,
      debianPackages: [],
      byHand: `Get ${name}.`,
    });
    const ensure = () => ensureInstalled([missing('Firefox'), missing('dunst')], line => lines.push(line));
    expect(ensure).toThrow(UserError);
    expect(ensure).toThrow(
      'Not found on this machine: Firefox. Get Firefox.\nNot found on this machine: dunst. Get dunst.',
    );
    expect(lines).toEqual([]);
  });

  it('ensureInstalled does nothing if nothing is missing', () => {
    const lines: string[] = [];
    const there = { name: 'it', find: () => '/bin/it', debianPackages: ['it'], byHand: '' };
    ensureInstalled([there], line => lines.push(line));
    expect(lines).toEqual([]);
  });

  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: ':1' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('hasDisplay on %s with %j is %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});
