import type { Format } from '../store/stored-format';
import type { Failure } from './failure';
import { isMailbox, MAILBOX_FIELDS, type Mailbox, OPTIONAL_MAILBOX_FIELDS, UNKNOWN_MAILBOX } from './mailbox';
import { migrateMailbox1, migrateMailbox2 } from './mailbox-migrations';

export const MAILBOX_FORMAT: Format<Mailbox> = {
  fallback: UNKNOWN_MAILBOX,
  migrations: [migrateMailbox1, migrateMailbox2],
  parse: parseMailbox,
};

/**
 * The mailbox in `raw`, whatever it is. Each field that is missing or corrupt takes its default, and then the next
 * answer is read again even if it is the same as the last one.
 */
function parseMailbox(raw: unknown): Mailbox {
  if (isMailbox(raw)) return raw;
  const stored: Partial<Record<string, unknown>> = typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const sound = Object.entries({ ...MAILBOX_FIELDS, ...OPTIONAL_MAILBOX_FIELDS }).filter(([name, is]) =>
    is(stored[name]),
  );
  const kept = Object.fromEntries(sound.map(([name]) => [name, stored[name]]));
  // A failure of a kind that is none known, from a newer version perhaps, is a failure still.
  const failure: Failure | undefined = stored.failure === undefined ? undefined : { kind: 'network' };
  return { ...UNKNOWN_MAILBOX, ...(failure && { failure }), ...kept, digest: '' };
}
