import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openImap } from '../../src/launcher/imap-source';
import { parseOptions } from '../../src/launcher/options';
import { UserError } from '../../src/launcher/user-error';
import { NO_NETWORK } from '../gateway/finding/no-network';
import { temporaryFolder } from '../gateway/folder';

it('openImap asks for --host if the server is unknown', async () => {
  const { imap } = parseOptions(['--imap', 'jean@corp.example'], {});
  if (imap === undefined) throw new Error('no mailbox was chosen');
  const opening = openImap(imap, 20, () => {}, NO_NETWORK);
  await expect(opening).rejects.toThrow(UserError);
  await expect(opening).rejects.toThrow(
    /jean@corp\.example is unknown to Facteur: give its --host, such as imap\./,
  );
});

describe('where a provider is needed', () => {
  const withConfig = async (text: string | undefined) => {
    const path = join(await temporaryFolder(), 'gateway.toml');
    if (text !== undefined) await writeFile(path, text, { mode: 0o600 });
    vi.stubEnv('FACTEUR_GATEWAY_CONFIG', path);
    onTestFinished(() => void vi.unstubAllEnvs());
  };
  const openingOf = (address: string, lines: string[] = []) => {
    const { imap } = parseOptions(['--imap', address], {});
    if (imap === undefined) throw new Error('no mailbox was chosen');
    return openImap(imap, 20, line => void lines.push(line), NO_NETWORK);
  };

  it('says plainly what Microsoft needs', async () => {
    await withConfig('[oauth.google]\nclient-id = "g"\nclient-secret = "x"');
    const opening = openingOf('jean@outlook.com');
    await expect(opening).rejects.toThrow(UserError);
    await expect(opening).rejects.toThrow(/register Facteur there once, as docs\/gateway\.md says/);
  });

  it('asks Google’s people for an app password, because Google gives no device code', async () => {
    await withConfig('[oauth.google]\nclient-id = "g"\nclient-secret = "x"');
    await expect(openingOf('jean@gmail.com')).rejects.toThrow(/no terminal to ask for the password/);
  });

  it('tells of a mistake in the config file, which stops only who needs a provider', async () => {
    await withConfig('[oauth.google]');
    await expect(openingOf('jean@outlook.com')).rejects.toThrow(/\[oauth\.google\]/);
    const lines: string[] = [];
    await expect(openingOf('jean@orange.fr', lines)).rejects.toThrow(/no terminal to ask for the password/);
    expect(lines[0]).toMatch(/\[oauth\.google\].*\. Until then, no sign-in at a provider is used\.$/);
  });

  it('names a config file that is missing', async () => {
    await withConfig(undefined);
    await expect(openingOf('jean@outlook.com')).rejects.toThrow(
      /there is no config file .*: correct or unset FACTEUR_GATEWAY_CONFIG/,
    );
  });
});
