import { expect, test } from 'vitest';
import { createOperator } from '../../../../src/gateway/mailbox/imap/operator';
import { MailboxError } from '../../../../src/gateway/mailbox/mailbox';

test('readers in a row wait for a connection together', async () => {
  const waits: Array<() => void> = [];
  const { operate } = createOperator({
    host: 'mail',
    deadline: 1000,
    ready: () => new Promise<void>(resolve => waits.push(resolve)),
    open: () => undefined,
    next: async () => {},
    hasGivenUp: () => true,
  });
  const readers = [1, 2, 3].map(() => operate(async () => 'read').catch(error => error));
  await Promise.resolve();
  expect(waits).toHaveLength(3);
  for (const resolve of waits) resolve();
  for (const failure of await Promise.all(readers)) expect(failure).toBeInstanceOf(MailboxError);
});
