import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSetup } from '../../../src/gateway/config/load';
import { readCommand } from '../../../src/gateway/config/options';
import { NO_NETWORK } from '../finding/no-network';
import { temporaryFolder } from '../folder';

/** Reads this config file. */
export async function load(text: string, env: Record<string, string> = {}, finder = NO_NETWORK) {
  const path = join(await temporaryFolder(), 'gateway.toml');
  await writeFile(path, text);
  await chmod(path, 0o600);
  const command = readCommand(['--config', path]);
  if (command.kind !== 'run') throw new Error(command.kind);
  return loadSetup(command, env, () => finder);
}

export const MICROSOFT = '[oauth.microsoft]\nclient-id = "m"\n';
export const TENANT = 'tenant = "corp.example"\n';
export const OURS = `${TENANT}claim = "upn"\n`;
export const GOOGLE = '[oauth.google]\nclient-id = "g"\nclient-secret = "s3cret"\n';
export const COMPANY =
  '[oauth.company]\nclient-id = "c"\nissuer = "https://id.example.org/realms/main"\ndomains = ["Example.org", "bücher.example"]\n';
export const MAILBOX = '[[mailbox]]\naddress = "ann@example.org"\nhost = "imap.example.org"\n';
export const MASTER = 'master-user = "{address}*gateway"\nmaster-password = "m4ster"\n';
