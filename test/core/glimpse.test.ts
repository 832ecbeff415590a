import { expect, test } from 'vitest';
import { glimpseOf, IN_SIGHT } from '../../src/core/glimpse';
import { isMailbox, type Mailbox } from '../../src/core/mailbox';
import { makeMailbox, makeMessage, makeState } from '../make';

const mails = (count: number) => Array.from({ length: count }, (_, i) => makeMessage(`m${i}`));
const glimpse = (mailboxes: Parameters<typeof makeState>[0]) => {
  const state = makeState(mailboxes);
  return glimpseOf(state.accounts, state.mailboxes);
};

test('a short list is all in it, with its counts and its age', () => {
  const home = makeMailbox({ unread: 5, sms: 2, messages: mails(3) });
  const seen = glimpse({ home })?.home;
  expect(seen).toMatchObject({ unread: 5, sms: 2, messages: home.messages, checkedAt: home.checkedAt });
  expect(isMailbox(seen)).toBe(true);
});

test('of many mails it holds those in sight, and one of each account below them', () => {
  const seen = glimpse({
    a: makeMailbox({ unread: 30, messages: mails(30) }),
    b: makeMailbox({ unread: 300, messages: mails(200) }),
    c: makeMailbox({ unread: 200, messages: mails(200) }),
  });
  const lengths = Object.values(seen ?? {}).map(({ messages }) => messages.length);
  expect(lengths).toEqual([30, IN_SIGHT - 30, 1]);
  expect(seen?.c?.unread).toBe(200);
});

test('it keeps nothing of what was announced', () => {
  const announced: Mailbox['announced'] = [
    { id: 'n', about: 'mail', title: 'Secret', message: '', messageIds: [] },
  ];
  const home = makeMailbox({ messages: mails(1), announced });
  expect(JSON.stringify(glimpse({ home }))).not.toContain('Secret');
});

test.each([
  ['was never checked', undefined],
  ['lists nothing', makeMailbox({ messages: [] })],
  ['reports no list', makeMailbox({ messages: 'unreported' })],
  ['withholds its count', makeMailbox({ unread: 'withheld', messages: mails(1) })],
  [
    'withholds its SMS, and reports no count',
    makeMailbox({ unread: 'unreported', sms: 'withheld', messages: mails(1) }),
  ],
  ['failed', makeMailbox({ messages: mails(1), failure: { kind: 'offline' } })],
])('there is none where an account %s', (_what, other) => {
  expect(glimpse({ home: makeMailbox({ messages: mails(2) }), other })).toBeUndefined();
});
