import { expect, test } from 'vitest';
import { openFilesLimit, openFilesWarning } from '../../../src/gateway/run/open-files';
import { warningsOf } from '../../../src/gateway/run/warnings';
import { load } from '../config/load-text';

test('too few open files for the connections are told, with what to do', () => {
  expect(openFilesWarning(1024, 5000)).toBe(
    'this process may open 1024 files, but needs 5200 for 5000 connections to mail servers: raise LimitNOFILE of its systemd unit, or ulimit -n, or lower max-connections',
  );
  expect(openFilesWarning(5200, 5000)).toBeUndefined();
  expect(openFilesWarning(undefined, 5000)).toBeUndefined();
});

test('without trusted-proxies, a proxy before the gateway is told', async () => {
  const text = 'public-origin = "https://mail.example.org"\n[sign-in]\ndomains = ["example.org"]';
  const warnings = async (lines = '') => (await warningsOf(await load(`${lines}${text}`))).join('\n');
  expect(await warnings()).toMatch(/name its address in trusted-proxies/);
  expect(await warnings('trusted-proxies = ["127.0.0.1"]\n')).not.toContain('trusted-proxies');
});

test.runIf(process.platform === 'linux')('the limit of this process is known', async () => {
  expect(await openFilesLimit()).toBeGreaterThan(0);
});
