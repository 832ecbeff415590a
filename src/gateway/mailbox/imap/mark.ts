import type { ImapFlow } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import { isRefusal, orRefusal, refusalReason } from './refused-command';
import { uidSets } from './uid-sets';

/**
 * Marks messages of the open folder as read or unread. Returns why the server refuses, if it does.
 * @throws imapflow's error of a lost connection
 */
export async function markMessages(
  client: ImapFlow,
  uids: readonly number[],
  read: boolean,
): Promise<RefusalReason | undefined> {
  if (uids.length > 0 && !takesFlag(client, '\\Seen')) return 'read-only';
  try {
    for (const { set } of uidSets(uids)) {
      const change = read ? client.messageFlagsAdd : client.messageFlagsRemove;
      await orRefusal(client, () => change.call(client, set, ['\\Seen'], { uid: true }));
    }
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refusalReason(error);
  }
}

/** Whether the open folder keeps this flag (PERMANENTFLAGS, RFC 9051, 7.1). */
export function takesFlag({ mailbox }: ImapFlow, flag: string): boolean {
  if (!mailbox || mailbox.readOnly) return false;
  const { permanentFlags } = mailbox;
  return permanentFlags === undefined || permanentFlags.has(flag);
}
