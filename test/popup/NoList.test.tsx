import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Count } from '../../src/core/answer/answer';
import { readAnswer } from '../../src/core/answer/read-answer';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import { makeMailbox } from '../make';
import { all, button, buttons, click, one, show, textOf } from '../page';
import { parseDocument } from '../parse-document';
import { t } from '../translate';
import { home, messages as MAILS, open, rows } from './open';

afterEach(() => show(null));

const DASHBOARD = 'https://privacy.example/';

/** Opens the popup; returns the text in place of the list, and whether it offers the privacy page. */
async function said(change: Partial<Mailbox>): Promise<[string, boolean]> {
  await open(home(makeMailbox({ dashboard: DASHBOARD, ...change })));
  const texts = all('.empty > :is(h2, p), .note > p, p.note, .alert .headline').map(textOf);
  return [texts.join(' '), buttons().includes('Open privacy page')];
}

test('the provider’s own sample answer says that the list is kept private', async () => {
  const reading = readAnswer(readFileSync('test/answers/provider-sample.xml', 'utf8'), parseDocument);
  if (reading.kind !== 'answer') throw new Error(reading.kind);
  const done = await open(home(makeMailbox(reading.answer)));
  expect(textOf(one('main'))).toContain(t('listWithheld'));
  expect(textOf(one('main'))).not.toContain(t('allReadHelp'));
  await click(button('Open privacy page'));
  expect(done).toEqual(['privacy page of home']);
});

const READ = `${t('allRead')} ${t('allReadHelp')}`;
const EMAILS_READ = `${t('emailsRead')} ${t('allReadHelp')}`;

describe.each<[sms: Count, read: string, readUnlisted: string]>([
  [0, READ, t('allRead')],
  [2, EMAILS_READ, t('emailsRead')],
  ['unreported', READ, t('allRead')],
  ['withheld', EMAILS_READ, t('emailsRead')],
])('with SMS %s', (sms, read, readUnlisted) => {
  /** The text if every count is withheld; replaces the text for the missing list. */
  const hidden = typeof sms === 'number' ? undefined : t('countsWithheldHelp');
  const hiddenSms = sms === 'withheld' ? t('countsWithheldHelp') : undefined;

  test.each<[unread: Count, messages: Mailbox['messages'], text: string, offersPrivacyPage: boolean]>([
    [0, [], read, false],
    [0, 'withheld', t('listWithheld'), true],
    [0, 'unreported', readUnlisted, false],
    [3, [], t('unreadElsewhere'), false],
    [3, 'withheld', t('listWithheld'), true],
    [3, 'unreported', t('unreadElsewhere'), false],
    ['withheld', [], hidden ?? t('listEmpty'), true],
    ['withheld', 'withheld', hidden ?? t('listWithheld'), true],
    ['withheld', 'unreported', hidden ?? t('listUnreported'), true],
    ['unreported', [], hiddenSms ?? t('listEmpty'), hiddenSms !== undefined],
    ['unreported', 'withheld', hiddenSms ?? t('listWithheld'), true],
    ['unreported', 'unreported', hiddenSms ?? t('listUnreported'), hiddenSms !== undefined],
  ])('unread %s and the list %j', async (unread, messages, text, offersPrivacyPage) => {
    expect(await said({ unread, messages, sms })).toEqual([text, offersPrivacyPage]);
  });

  test.each<[Count]>([[0], [3], ['withheld'], ['unreported']])(
    'unread %s and a list with mails shows the list',
    async unread => {
      await open(home(makeMailbox({ unread, sms, messages: MAILS })));
      expect(rows()).toHaveLength(2);
      expect(all('.note, .empty')).toEqual([]);
    },
  );
});

test('if SMS don’t count, only the hidden number of unread e-mails is mentioned', async () => {
  const state = home(makeMailbox({ unread: 'withheld', sms: 2, messages: 'withheld' }));
  await open({ ...state, settings: { ...state.settings, countSms: false } });
  expect(textOf(one('.alert .headline'))).toBe(t('unreadWithheldHelp'));
  expect(textOf(one('header [role=status]'))).toContain(t('unreadWithheldHelp'));
});

test('several accounts show the text in their sections, shorter if all mail is read', async () => {
  const state = home(makeMailbox());
  const [first] = state.accounts;
  if (!first) throw new Error('no account');
  await open({
    ...state,
    accounts: [first, { ...first, id: 'work', name: 'Work' }],
    mailboxes: {
      home: makeMailbox(),
      work: makeMailbox({ messages: 'withheld', dashboard: DASHBOARD }),
    },
  });
  expect(textOf(one('[data-account=home] .note'))).toBe(t('allRead'));
  expect(textOf(one('[data-account=work] .note'))).toBe(`${t('listWithheld')}Open privacy page`);
});
