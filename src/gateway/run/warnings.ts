import { hidesClients } from '../access/client-address';
import type { Setup } from '../config/load';
import { isReachable } from '../config/sign-in';
import { unusedProviders } from '../config/unused-providers';
import { openFilesLimit, openFilesWarning } from './open-files';

/** Lines for the log, about a configuration that works and may not be meant so. */
export async function warningsOf(setup: Setup): Promise<string[]> {
  const { demo, options, mailboxes, signIn } = setup;
  const isForMany = signIn !== undefined && isReachable(options);
  const connections = isForMany ? options.maxConnections : Math.min(mailboxes.length, options.maxConnections);
  const warnings = [
    demo &&
      isReachable(options) &&
      'anyone who can reach this gateway can sign in: the demo’s user name and password are public',
    hidesClients(options) &&
      'the proxy before this gateway hides who calls, so one person’s wrong passwords make others wait: name its address in trusted-proxies',
    openFilesWarning(await openFilesLimit(), connections),
    ...unusedProviders(setup),
  ];
  return warnings.filter(line => typeof line === 'string');
}
