import { expect, test } from 'vitest';
import { createAccounts } from '../../../src/gateway/access/accounts';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';

const accountsOf = (...users: string[]) =>
  createAccounts(users.map(user => ({ user, password: 'secret', mailbox: createDemoMailbox() })));

test('a name may be typed in upper or lower case, and the exact one comes first', () => {
  const { setUpUser } = accountsOf('Ann@example.org', 'ANN@example.org', 'bob@example.org');
  expect(
    ['ANN@example.org', 'ann@example.org', 'BOB@EXAMPLE.ORG', 'carl@example.org'].map(setUpUser),
  ).toEqual(['ANN@example.org', 'Ann@example.org', 'bob@example.org', undefined]);
});
