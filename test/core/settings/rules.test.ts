import { expect, test } from 'vitest';
import { isMutedMail, isVipMail } from '../../../src/core/settings/rules';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings/settings';
import { makeMessage } from '../../make';

const mail = makeMessage('m', {
  from: { name: 'Anna', address: 'anna@shop.example' },
  subject: 'Your invoice for May',
});

test.each<[string, Partial<Settings>, 'vip' | 'muted' | 'neither']>([
  ['no rule', {}, 'neither'],
  ['rules for other mail', { vips: [{ sender: 'Bob' }], mutedWords: ['offer'] }, 'neither'],
  ['a VIP sender', { vips: [{ sender: 'Anna' }] }, 'vip'],
  ['a word that always notifies', { vipWords: ['invoice'] }, 'vip'],
  ['a muted sender', { mutedSenders: ['@shop.example'] }, 'muted'],
  ['a muted word', { mutedWords: ['INVOICE'] }, 'muted'],
  ['a VIP sender and a muted word', { vips: [{ sender: 'Anna' }], mutedWords: ['invoice'] }, 'vip'],
  ['a word that always notifies and a muted sender', { vipWords: ['may'], mutedSenders: ['Anna'] }, 'vip'],
  ['the same word in both lists', { vipWords: ['invoice'], mutedWords: ['invoice'] }, 'vip'],
])('a mail that matches %s', (_rules, change, what) => {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  expect([isVipMail(mail, settings), isMutedMail(mail, settings)]).toEqual([
    what === 'vip',
    what === 'muted',
  ]);
});
