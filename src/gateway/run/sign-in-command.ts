import { defaultConfigPath } from '../config/config-file';
import { forShell } from '../shared/for-shell';

/** For a shell: what lets the gateway into this mailbox of the config file at its provider. */
export function signInCommand(mailbox: string, configPath: string | undefined): string {
  const isUsual = configPath === undefined || configPath === defaultConfigPath();
  const words = [mailbox, ...(isUsual ? [] : ['--config', configPath])];
  return `facteur-gateway sign-in ${words.map(word => forShell(word)).join(' ')}`;
}
