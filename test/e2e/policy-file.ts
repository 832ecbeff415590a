import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import manifest from '../../manifest.json' with { type: 'json' };
import type { BrowserName } from '../../src/launcher/browsers/session';

/** A policy file of an administrator, for all browsers of that name on this machine. Only root can write it. */
export interface PolicyFile {
  /** Sets this policy for Facteur. Firefox reads it when it starts. */
  write(policy: object): void;
  /** Restores the machine's former file, or removes this one. */
  remove(): void;
}

const FILES: Readonly<Record<BrowserName, { path: string; content(policy: object): object }>> = {
  chromium: {
    path: '/etc/chromium/policies/managed/facteur-test.json',
    content: policy => ({ '3rdparty': { extensions: { [chromeId()]: policy } } }),
  },
  firefox: {
    path: '/etc/firefox/policies/policies.json',
    content: policy => ({
      policies: {
        '3rdparty': { Extensions: { [manifest.browser_specific_settings.gecko.id]: policy } },
      },
    }),
  },
};

export function policyFile(name: BrowserName): PolicyFile {
  const { path, content } = FILES[name];
  const former = existsSync(path) ? readFileSync(path) : undefined;
  let made: string | undefined;
  return {
    write(policy) {
      made ??= mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(content(policy)));
    },
    remove() {
      if (former) writeFileSync(path, former);
      else rmSync(made ?? path, { recursive: true, force: true });
    },
  };
}

/** Chrome's extension id: the first half of the key's SHA-256, with letters a to p for the hexadecimal digits. */
function chromeId(): string {
  const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex');
  return digest.slice(0, 32).replaceAll(/./g, digit => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
