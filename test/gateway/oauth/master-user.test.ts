import { expect, test } from 'vitest';
import { masterUser } from '../../../src/gateway/oauth/master-user';

test.each([
  ['{address}*gateway', 'ann@example.org', 'ann@example.org*gateway'],
  ['gateway/{address}', "o'ann.b-c_d+e=f~g@mail.example.org", "gateway/o'ann.b-c_d+e=f~g@mail.example.org"],
  ['{address}*gate-way@example.org', 'ann-b@example.org', 'ann-b@example.org*gate-way@example.org'],
  ['{address}', 'ann@example.org', 'ann@example.org'],
])('%s opens the mailbox of %s', (template, address, user) => {
  expect(masterUser(template, address)).toBe(user);
});

test.each([
  ['{address}*gateway', 'boss*gateway@example.org'],
  ['{address}*gateway', 'boss@example.org*gateway@example.org'],
  ['{address}+gateway', 'boss+gateway@example.org'],
  ['gateway+{address}', 'ann+boss@example.org'],
  ['{address}-gateway', 'ann-boss@example.org'],
  ['{address}.gateway', 'ann@example.org'],
  ['{address}@gateway', 'ann@example.org'],
  ['{address}', 'boss%x@example.org'],
  ['{address}', '"boss"@example.org'],
  ['{address}', 'boss\\@example.org'],
  ['{address}', 'boss\0@example.org'],
  ['{address}', '*@example.org'],
  ['{address}', 'ann$&@example.org'],
  ['{address}', 'boß@example.org'],
  ['{address}', 'ann@example.org\n'],
  ['{address}', 'ann'],
  ['gateway', 'ann@example.org'],
])('%s opens nothing for %j', (template, address) => {
  expect(masterUser(template, address)).toBeUndefined();
});
