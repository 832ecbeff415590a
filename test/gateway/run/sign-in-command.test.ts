import { expect, test } from 'vitest';
import { defaultConfigPath } from '../../../src/gateway/config/config-file';
import { signInCommand } from '../../../src/gateway/run/sign-in-command';

test.each([
  ['jean@outlook.com', undefined, 'jean@outlook.com'],
  ['jean@outlook.com', defaultConfigPath(), 'jean@outlook.com'],
  ['my work', '/etc/facteur/gateway.toml', "'my work' --config /etc/facteur/gateway.toml"],
])('the command for the mailbox %s of the config file %s', (mailbox, configPath, words) => {
  expect(signInCommand(mailbox, configPath)).toBe(`facteur-gateway sign-in ${words}`);
});
