import { afterEach, describe, expect, test } from 'vitest';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import { NO_POLICY } from '../../src/core/policy/policy';
import { HOUR, MINUTE, makeMailbox, makeState, NOW } from '../make';
import { all, button, buttons, click, deferred, one, show, textOf } from '../page';
import { t } from '../translate';
import { home, list, messages, open, PROBLEMS, problemBox, rows, several, status, unread } from './open';

afterEach(() => show(null));

test('the popup has the text size and the theme of the settings', async () => {
  await open(makeState({}, { textSize: 'large', theme: 'dark' }));
  expect({ ...document.documentElement.dataset }).toEqual({ textSize: 'large', theme: 'dark' });
});

describe('the counts', () => {
  test('are in a status element', async () => {
    await open(home(makeMailbox({ unread: 3, sms: 1 })));
    expect(status()).toBe('3 unread e-mails, 1 SMS');
  });

  test('keep a number and its word on one line', async () => {
    await open(home(makeMailbox({ unread: 3, sms: 1 })));
    expect(all('h1 .whole').map(textOf)).toEqual(['3 unread', 'e-mails,', '1 SMS']);
  });

  test('are in the user’s language', async () => {
    await open(home(makeMailbox({ unread: 3, sms: 1, messages })), { locale: 'fr' });
    expect(status()).toBe('3 e-mails non lus, 1 SMS');
    expect(one('ul').getAttribute('aria-label')).toBe('E-mails non lus');
    expect(buttons()).toContain('Vérifier');
  });

  test.each([
    ['just now', makeMailbox(), 'Checked just now'],
    ['a while ago', makeMailbox({ checkedAt: NOW - 3 * MINUTE }), 'Checked 3 minutes ago'],
    [
      'a while ago, with a failure since',
      makeMailbox({ checkedAt: NOW - 2 * HOUR, failure: { kind: 'offline' } }),
      `Last known state, from [${new Date(NOW - 2 * HOUR).toISOString()}]`,
    ],
    ['never, with a failure', makeMailbox({ checkedAt: 0, failure: { kind: 'offline' } }), ''],
    ['not yet', undefined, ''],
  ])('show the time of the last check: %s', async (_when, mailbox, age) => {
    await open(home(mailbox));
    expect(textOf(one('.age'))).toBe(age);
  });
});

describe('a button', () => {
  test('starts a check, and is busy until it has ended', async () => {
    const check = deferred<void>();
    let checks = 0;
    const checkNow = () => {
      checks += 1;
      return check.promise;
    };
    await open(home(unread), { actions: { checkNow } });
    button('Check now').focus();
    await click(button('Check now'));
    expect(document.activeElement).toBe(button('Check now'));
    expect(button('Check now').getAttribute('aria-busy')).toBe('true');
    expect(textOf(one('.age'))).toBe('Checking…');
    expect(status()).toContain('Checking…');
    await click(button('Check now'));
    expect(checks).toBe(1);
    await check.settle();
    expect(button('Check now').getAttribute('aria-busy')).toBe('false');
    expect(status()).not.toContain('Checking…');
  });

  test('opens the settings', async () => {
    const done = await open(home(unread));
    await click(button('Settings'));
    expect(done).toEqual(['settings']);
  });

  test('opens the webmail, or isn’t there if it is unknown', async () => {
    const done = await open(home(unread, { webmail: 'https://webmail.example/' }));
    await click(button('Open webmail'));
    expect(done).toEqual(['webmail of home']);
    await open(home(unread));
    expect(buttons()).not.toContain('Open webmail');
  });
});

describe('without mail to list', () => {
  test('the popup without accounts offers to add one', async () => {
    const done = await open(makeState({}));
    expect(textOf(one('h1'))).toBe('Welcome to Facteur');
    expect(buttons()).toEqual(['Connect your mail', 'Settings']);
    await click(button('Connect your mail'));
    expect(done).toEqual(['settings new']);
  });

  test('the popup without accounts offers none if the organisation has locked accounts', async () => {
    await open({ ...makeState({}), policy: { ...NO_POLICY, locked: ['accounts'] } });
    expect(textOf(one('.empty'))).toContain(t('noManagedAccounts'));
    expect(buttons()).toEqual(['Settings']);
  });

  test('an account that was never checked shows the first check as running', async () => {
    for (const mailbox of [undefined, makeMailbox({ checkedAt: 0, retryAt: NOW + MINUTE })]) {
      await open(home(mailbox));
      expect(textOf(one('.note'))).toBe('Checking for the first time…');
      expect(status()).toBe('not checked yet');
    }
  });

  test('a mailbox without unread mail says so', async () => {
    await open(home(makeMailbox({ unread: 0, messages: [] })));
    expect(textOf(one('h2'))).toBe('All read');
    expect(all('ul, .alert')).toEqual([]);
  });

  test.each<[string, Partial<Mailbox>]>([
    ['a withheld list', { unread: 3, messages: 'withheld' }],
    ['withheld counts', { unread: 'withheld', messages: 'withheld' }],
  ])('%s offers the privacy page, if there is one', async (_what, change) => {
    const done = await open(home(makeMailbox({ ...change, dashboard: 'https://privacy.example/' })));
    await click(button('Open privacy page'));
    expect(done).toEqual(['privacy page of home']);
    await open(home(makeMailbox(change)));
    expect(buttons()).not.toContain('Open privacy page');
  });

  test('the privacy page is not offered if nothing is withheld', async () => {
    await open(home(makeMailbox({ unread: 3, messages: [], dashboard: 'https://privacy.example/' })));
    expect(buttons()).not.toContain('Open privacy page');
  });

  test('a visible list is shown even if all counts are withheld', async () => {
    await open(home(makeMailbox({ unread: 'withheld', sms: 'withheld', messages })));
    expect(textOf(problemBox())).toBe(t('countsWithheldHelp'));
    expect(all('.messages li')).toHaveLength(2);
  });

  test('the problem of a visit to the privacy page is shown', async () => {
    const state = home(
      makeMailbox({ unread: 3, messages: 'withheld', dashboard: 'https://privacy.example/' }),
    );
    await open({ ...state, visits: { home: { problem: PROBLEMS.privacyUnreachable, at: NOW } } });
    expect(textOf(one('.note'))).toContain(t('privacyUnreachable'));
  });

  test('withheld counts are shown as a problem for the user', async () => {
    await open(home(makeMailbox({ unread: 'withheld', messages: 'withheld' })));
    expect(textOf(problemBox())).toBe(t('countsWithheldHelp'));
  });
});

describe('a full storage', () => {
  test('is reported above the last known list', async () => {
    await open({ ...home(unread), storageFull: true });
    expect(all('p', problemBox()).map(textOf)).toEqual([t('storageFull'), t('storageFullHelp')]);
    expect(rows()).toHaveLength(2);
    expect(problemBox().compareDocumentPosition(list()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test('doesn’t hide a failure', async () => {
    await open({ ...home({ ...unread, failure: { kind: 'offline' } }), storageFull: true });
    expect(all('.alert').map(textOf)).toEqual([
      expect.stringContaining(t('storageFull')),
      expect.stringContaining(t('failureOffline')),
    ]);
  });
});

describe('an organisation', () => {
  test('is mentioned if it manages settings', async () => {
    await open({ ...home(unread), policy: { ...NO_POLICY, settings: { checkEvery: 9 } } });
    expect(textOf(one('.managed'))).toBe('Managed by your organisation');
    await open(home(unread));
    expect(all('.managed')).toEqual([]);
  });
});

describe('several accounts', () => {
  const section = (name: string) => one(`section[aria-label="${name}"]`);

  test('each have a section with their counts, list and failure', async () => {
    await open(several);
    expect(textOf(section('Home'))).toContain('2 unread e-mails');
    expect(all('li', section('Home'))).toHaveLength(2);
    expect(all('.alert', section('Home'))).toEqual([]);
    expect(all('li', section('Work'))).toHaveLength(1);
    expect(textOf(one('.alert', section('Work')))).toContain('You are offline.');
    expect(all('h2').map(textOf)).toEqual(['Home', 'Work']);
  });

  test('each have a webmail button', async () => {
    const done = await open(several);
    await click(one('[aria-label="Open webmail"]', section('Work')));
    await click(one('[aria-label="Open webmail"]', section('Home')));
    expect(done).toEqual(['webmail of work', 'webmail of home']);
  });

  test('are summed up in the status', async () => {
    await open(several);
    expect(textOf(one('header [role=status] h1'))).toBe('3 unread e-mails');
    expect(status()).toContain('Work: You are offline.');
    expect(status()).not.toContain('Home:');
  });
});
