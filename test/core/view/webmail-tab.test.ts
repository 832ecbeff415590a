import { describe, expect, test } from 'vitest';
import { isWebmailTab, type OpenTab, tabFor, webmailAccount } from '../../../src/core/view/webmail-tab';
import { makeAccount, makeMailbox, makeState } from '../../make';

const WEBMAIL = 'https://mail.example/inbox/';
const MAIL = 'https://mail.example/inbox/42';

test.each([
  ['https://mail.example/inbox/', true],
  ['https://mail.example/inbox/42?folder=1#top', true],
  ['https://mail.example/inbox/a/b', true],
  ['https://mail.example/', false],
  ['https://mail.example/inbox-of-others/', false],
  ['https://mail.example:444/inbox/', false],
  ['http://mail.example/inbox/', false],
  ['https://mail.example.evil.example/inbox/', false],
  ['about:blank', false],
  ['', false],
])('a tab at %s shows the webmail: %s', (address, shows) => {
  expect(isWebmailTab(address, WEBMAIL)).toBe(shows);
});

test('a webmail address with a file name stands for its folder', () => {
  expect(isWebmailTab('https://mail.example/mail/read', 'https://mail.example/mail/index.html?u=1')).toBe(
    true,
  );
  expect(isWebmailTab('https://mail.example/x', 'https://mail.example')).toBe(true);
  expect(isWebmailTab('https://mail.example/x', '')).toBe(false);
});

test.each([
  ['https://host.example/mail', true],
  ['https://host.example/mail?folder=sent#top', true],
  ['https://host.example/mail/42', true],
  ['https://host.example/mail-of-others', false],
  ['https://host.example/message/42', false],
  ['https://host.example/', false],
])('a tab at %s shows the webmail at the path /mail: %s', (address, shows) => {
  expect(isWebmailTab(address, 'https://host.example/mail')).toBe(shows);
});

describe('an address opens', () => {
  const tab = (id: number, url?: string, lastAccessed = 0): OpenTab => ({
    id,
    url,
    windowId: 7,
    lastAccessed,
  });

  test.each<[string, OpenTab[], string, ReturnType<typeof tabFor>]>([
    ['in a new tab without a fitting one', [tab(1), tab(2, 'https://else.example/')], MAIL, undefined],
    ['in the webmail’s tab', [tab(1), tab(2, WEBMAIL)], MAIL, { id: 2, windowId: 7, navigate: true }],
    [
      'in the webmail’s tab without navigating it',
      [tab(2, `${WEBMAIL}compose`)],
      WEBMAIL,
      { id: 2, windowId: 7, navigate: false },
    ],
    [
      'in the one used last',
      [tab(1, WEBMAIL, 5), tab(2, WEBMAIL, 9)],
      MAIL,
      { id: 2, windowId: 7, navigate: true },
    ],
    [
      'in the tab that shows it',
      [tab(1, MAIL, 5), tab(2, WEBMAIL, 9)],
      MAIL,
      { id: 1, windowId: 7, navigate: false },
    ],
    [
      'in the tab of another mail',
      [tab(1, 'https://mail.example/read/7'), tab(2, 'https://mail.example/help')],
      'https://mail.example/read/42',
      { id: 1, windowId: 7, navigate: true },
    ],
    [
      'in a new tab for the webmail if only mails are open',
      [tab(1, 'https://mail.example/read/7')],
      WEBMAIL,
      undefined,
    ],
    ['in a new tab for a mail of another server', [tab(1, WEBMAIL)], 'https://other.example/42', undefined],
  ])('%s', (_what, tabs, address, expected) => {
    expect(tabFor(tabs, address, WEBMAIL)).toEqual(expected);
  });

  test('in a new tab without a webmail address', () => {
    expect(tabFor([tab(1, WEBMAIL)], MAIL, '')).toBeUndefined();
    expect(tabFor([{ url: MAIL }], MAIL, WEBMAIL)).toBeUndefined();
  });
});

test('the default webmail is of the first account with unread mail, else of the first that has one', () => {
  const accounts = [
    makeAccount({ id: 'bare' }),
    makeAccount({ id: 'read', webmail: WEBMAIL }),
    makeAccount({ id: 'unread', webmail: WEBMAIL }),
  ];
  const mailboxes = {
    bare: makeMailbox({ unread: 9 }),
    read: makeMailbox(),
    unread: makeMailbox({ unread: 2 }),
  };
  const state = { ...makeState({}), accounts, mailboxes };
  expect(webmailAccount(state)?.id).toBe('unread');
  expect(webmailAccount({ ...state, mailboxes: {} })?.id).toBe('read');
  expect(webmailAccount({ ...state, accounts: accounts.slice(0, 1) })).toBeUndefined();
  expect(webmailAccount(makeState({}))).toBeUndefined();
});
