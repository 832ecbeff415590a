import { expect, test } from 'vitest';
import type { Connections } from '../../../../src/gateway/mailbox/imap/admission';
import { visit } from '../../../../src/gateway/mailbox/imap/visit';
import { NO_PLACE } from '../../../../src/gateway/mailbox/mailbox';

test('a sign-in that got no place in time says by its code that no password was sent', async () => {
  const full = { enter: () => ({ place: Promise.resolve(undefined), cancel() {} }) };
  const server = { host: 'imap.example.org', port: 993, security: 'tls' } as const;
  const act = () => Promise.reject(new Error('has begun'));
  await expect(visit(full as unknown as Connections, server, act)).rejects.toMatchObject({ code: NO_PLACE });
});
