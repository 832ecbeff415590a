// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { FAILURES, type Failure, failureHeadline } from '../../src/core/failure';
import type { Mailbox } from '../../src/core/mailbox';
import type { State } from '../../src/core/state';
import { Popup } from '../../src/popup/Popup';
import type { PopupActions } from '../../src/popup/props';
import { EVERY_FAILURE, FAILURE_OF } from '../failures';
import {
  HOUR,
  MINUTE,
  makeAccount,
  makeMailbox,
  makeMessage,
  makeState,
  NOW,
  withoutDate,
  withoutLink,
} from '../make';
import { all, button, buttons, click, deferred, one, show, textOf } from '../page';
import { t, translateTo } from '../translate';

afterEach(() => show(null));

/** Shows the popup; gives what the user had it do, in order. */
async function open(state: State, actions: Partial<PopupActions> = {}, locale: 'en' | 'fr' = 'en') {
  const done: string[] = [];
  const all: PopupActions = {
    checkNow: async () => void done.push('check'),
    openLink: address => void done.push(`open ${address}`),
    openSettings: form => void done.push(`settings ${form ?? ''}`.trim()),
    signIn: async ({ id }) => void done.push(`sign in ${id}`),
    visitPrivacyPage: async id => void done.push(`privacy page of ${id}`),
    allowServer: endpoint => void done.push(`allow ${endpoint}`),
    ...actions,
  };
  await show(<Popup state={state} now={NOW} locale={locale} t={translateTo(locale)} actions={all} />);
  return done;
}

/** One account named Home, with this mailbox. */
function home(mailbox: Mailbox | undefined, account: Parameters<typeof makeAccount>[0] = {}): State {
  return { ...makeState({ home: mailbox }), accounts: [makeAccount(account)] };
}

const messages = [
  makeMessage('1', {
    from: { name: 'Zoé Martin', address: 'zoe@example.com' },
    subject: 'Crumble',
    beginning: 'The recipe',
    date: NOW - HOUR,
    link: 'https://mail.example/1',
  }),
  makeMessage('2', { from: { name: '', address: 'team@example.com' }, subject: 'Meeting' }),
];
const unread = makeMailbox({ unread: 2, messages });

const PROBLEMS = {
  signInCancelled: { kind: 'cancelled' },
  signInMismatch: { kind: 'mismatch' },
  privacyUnreachable: { kind: 'privacy-unreachable' },
} as const;

const list = () => one<HTMLUListElement>('ul[aria-label="Unread e-mails"]');
const rows = () => all('li', list());
const status = () => textOf(one('[role=status]'));
const alertBox = () => one('[role=alert]');

describe('the list', () => {
  test('has a link for each mail, with its sender and its subject', async () => {
    await open(home(unread));
    const links = all<HTMLAnchorElement>('a', list());
    expect(links.map(link => link.href)).toEqual(['https://mail.example/1', 'https://mail.example/2']);
    expect(links.map(link => textOf(one('.from', link)))).toEqual(['Zoé Martin', 'team@example.com']);
    expect(links.map(link => textOf(one('.subject', link)))).toEqual(['Crumble', 'Meeting']);
    expect(textOf(one('.beginning', list()))).toBe('The recipe');
    for (const link of links) {
      expect(link.target).toBe('_blank');
      expect(link.relList.contains('noreferrer') || link.relList.contains('noopener')).toBe(true);
    }
  });

  test('says when each mail was sent', async () => {
    await open(home(makeMailbox({ unread: 1, messages: messages.slice(0, 1) })));
    expect(one<HTMLTimeElement>('time').dateTime).toBe(new Date(NOW - HOUR).toISOString());
    await open(home(makeMailbox({ unread: 1, messages: [withoutDate(makeMessage('3'))] })));
    expect(all('time')).toEqual([]);
  });

  test('opens a mail by a click, and leaves a click with Ctrl to the browser', async () => {
    const done = await open(home(unread));
    const [link] = all<HTMLAnchorElement>('a', list());
    await click(link as HTMLAnchorElement);
    expect(done).toEqual(['open https://mail.example/1']);
    // The browser's own meaning; jsdom has none.
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
    link?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    expect(done).toHaveLength(1);
  });

  test('shows a mail without a link as words alone', async () => {
    await open(home(makeMailbox({ unread: 1, messages: [withoutLink(makeMessage('1'))] })));
    expect(all('a')).toEqual([]);
    expect(rows().map(textOf)).toEqual([expect.stringContaining('Subject 1')]);
  });

  test('says what a mail lacks', async () => {
    const bare = makeMessage('1', { from: { name: '', address: '' }, subject: '' });
    await open(home(makeMailbox({ unread: 1, messages: [bare] })));
    expect(textOf(one('.from'))).toBe('Unknown sender');
    expect(textOf(one('.subject'))).toBe('(no subject)');
  });

  test('shows markup in a mail as the text it is', async () => {
    const markup = '<img src=x onerror=alert(1)><b>bold</b>';
    const message = makeMessage('1', {
      from: { name: markup, address: '' },
      subject: markup,
      beginning: markup,
    });
    await open(home(makeMailbox({ unread: 1, messages: [message] })));
    expect(all('img, b')).toEqual([]);
    expect(['.from', '.subject', '.beginning'].map(part => one(part).textContent)).toEqual([
      markup,
      markup,
      markup,
    ]);
  });

  test('says how many older mails there are', async () => {
    await open(home(makeMailbox({ unread: 12, messages })));
    expect(textOf(one('.older'))).toBe('and 10 older ones');
    await open(home(makeMailbox({ unread: 3, messages })));
    expect(textOf(one('.older'))).toBe('and 1 older one');
    await open(home(unread));
    expect(all('.older')).toEqual([]);
  });
});

describe('what is said of the counts', () => {
  test('is in a status', async () => {
    await open(home(makeMailbox({ unread: 3, sms: 1 })));
    expect(status()).toBe('3 unread e-mails, 1 SMS');
  });

  test('is in the language of the user', async () => {
    await open(home(makeMailbox({ unread: 3, sms: 1, messages })), {}, 'fr');
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
  ])('says how old it is: %s', async (_when, mailbox, age) => {
    await open(home(mailbox));
    expect(textOf(one('.age'))).toBe(age);
  });
});

describe('a button', () => {
  test('checks now, and is busy until the check has ended', async () => {
    const check = deferred<void>();
    await open(home(unread), { checkNow: () => check.promise });
    await click(button('Check now'));
    const busy = button('Checking…');
    expect(busy.disabled).toBe(true);
    expect(busy.getAttribute('aria-busy')).toBe('true');
    await check.settle();
    expect(button('Check now').disabled).toBe(false);
    expect(button('Check now').getAttribute('aria-busy')).toBe('false');
  });

  test('opens the settings', async () => {
    const done = await open(home(unread));
    await click(button('Settings'));
    expect(done).toEqual(['settings']);
  });

  test('opens the webmail, or the form where its address can be given', async () => {
    const done = await open(home(unread, { webmail: 'https://webmail.example/' }));
    await click(button('Open webmail'));
    const without = await open(home(unread));
    await click(button('Open webmail'));
    expect([...done, ...without]).toEqual(['open https://webmail.example/', 'settings home:webmail']);
  });
});

describe('without mail to list', () => {
  test('the first run offers to add an account', async () => {
    const done = await open(makeState({}));
    expect(textOf(one('h1'))).toBe('Welcome to Facteur');
    expect(buttons()).toEqual(['Add account', 'Settings']);
    await click(button('Add account'));
    expect(done).toEqual(['settings new']);
  });

  test('an account never checked says that it is under way', async () => {
    for (const mailbox of [undefined, makeMailbox({ checkedAt: 0, retryAt: NOW + MINUTE })]) {
      await open(home(mailbox));
      expect(textOf(one('.note'))).toBe('First check under way…');
      expect(status()).toBe('not checked yet');
    }
  });

  test('a mailbox where all is read says so', async () => {
    await open(home(makeMailbox({ unread: 0, messages: [] })));
    expect(textOf(one('main h1'))).toBe('All read');
    expect(all('ul, [role=alert]')).toEqual([]);
  });

  test.each([
    ['unread mail that the server does not list', { unread: 3, messages: [] }, 'unreadElsewhere'],
    ['neither list nor count', { unread: 'unreported', messages: 'unreported' }, 'listUnreported'],
    ['a list withheld', { unread: 3, messages: 'withheld' }, 'listWithheld'],
  ] as const)('%s is said', async (_what, change, key) => {
    await open(home(makeMailbox({ ...change, messages: change.messages as Mailbox['messages'] })));
    expect(textOf(one('.note'))).toBe(t(key));
    expect(all('ul')).toEqual([]);
  });

  test.each<[string, Partial<Mailbox>]>([
    ['a list withheld', { unread: 3, messages: 'withheld' }],
    ['all counts withheld', { unread: 'withheld', messages: 'withheld' }],
  ])('%s offers the privacy page, where there is one', async (_what, change) => {
    const done = await open(home(makeMailbox({ ...change, dashboard: 'https://privacy.example/' })));
    await click(button('Open privacy page'));
    expect(done).toEqual(['privacy page of home']);
    await open(home(makeMailbox(change)));
    expect(buttons()).not.toContain('Open privacy page');
  });

  test('the privacy page is not offered where nothing is withheld', async () => {
    await open(home(makeMailbox({ unread: 3, messages: [], dashboard: 'https://privacy.example/' })));
    expect(buttons()).not.toContain('Open privacy page');
  });

  test('a list that may be seen is shown though all counts are withheld', async () => {
    await open(home(makeMailbox({ unread: 'withheld', sms: 'withheld', messages })));
    expect(textOf(alertBox())).toBe(t('countsWithheldHelp'));
    expect(all('.messages li')).toHaveLength(2);
  });

  test('what came of a visit to the privacy page is said', async () => {
    const state = home(
      makeMailbox({ unread: 3, messages: 'withheld', dashboard: 'https://privacy.example/' }),
    );
    await open({ ...state, visits: { home: { problem: PROBLEMS.privacyUnreachable, at: NOW } } });
    expect(textOf(one('.note'))).toContain(t('privacyUnreachable'));
  });

  test('all counts withheld is an alert', async () => {
    await open(home(makeMailbox({ unread: 'withheld', messages: 'withheld' })));
    expect(textOf(alertBox())).toBe(t('countsWithheldHelp'));
  });
});

describe('a failure', () => {
  test.each(EVERY_FAILURE)('is said in words, above the list last known: $kind', async failure => {
    await open(home({ ...unread, failure }));
    expect(textOf(alertBox())).toContain(t(failureHeadline(failure)));
    expect(textOf(alertBox())).toContain(t(FAILURES[failure.kind].help));
    expect(rows()).toHaveLength(2);
    expect(alertBox().compareDocumentPosition(list()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  const remedies: [Failure, Parameters<typeof makeAccount>[0], string | undefined, string][] = [
    [FAILURE_OF.offline, {}, undefined, ''],
    [FAILURE_OF.timeout, {}, undefined, ''],
    [FAILURE_OF.fault, {}, undefined, ''],
    [FAILURE_OF.network, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.internal, {}, undefined, ''],
    [FAILURE_OF['web-page'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.busy, {}, undefined, ''],
    [FAILURE_OF['server-error'], {}, undefined, ''],
    [FAILURE_OF.truncated, {}, undefined, ''],
    [FAILURE_OF.forbidden, {}, 'Edit account', 'settings home'],
    [FAILURE_OF['not-found'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.empty, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.redirected, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.http, {}, 'Edit account', 'settings home'],
    [FAILURE_OF['too-large'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.malformed, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.account, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.account, { signInPage: 'https://login.example/' }, 'Sign in', 'sign in home'],
    [FAILURE_OF['signed-out'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF['signed-out'], { signInPage: 'https://login.example/' }, 'Sign in', 'sign in home'],
    [FAILURE_OF.permission, {}, 'Allow access', 'allow https://api.example/messages'],
    [FAILURE_OF.privacy, {}, 'Open privacy page', 'privacy page of home'],
    [{ kind: 'privacy' }, {}, undefined, ''],
  ];

  test('has its remedy tested for every kind', () => {
    const kinds = new Set(remedies.map(([{ kind }]) => kind));
    expect(kinds).toEqual(new Set(EVERY_FAILURE.map(({ kind }) => kind)));
  });

  test.each(remedies)('offers its remedy: %j, %j: %s', async (failure, account, name, does) => {
    const done = await open(home({ ...unread, failure }, account));
    expect(buttons(alertBox())).toEqual(name ? [name] : []);
    expect(buttons()).toContain('Check now');
    if (!name) return;
    await click(button(name, alertBox()));
    expect(done).toEqual([does]);
  });

  test.each<[Failure, keyof typeof PROBLEMS]>([
    [FAILURE_OF['signed-out'], 'signInCancelled'],
    [FAILURE_OF.account, 'signInMismatch'],
    [FAILURE_OF.privacy, 'privacyUnreachable'],
  ])('says what a visit came to: %j, %s', async (failure, words) => {
    const state = home({ ...unread, failure }, { signInPage: 'https://login.example/' });
    await open({ ...state, visits: { home: { problem: PROBLEMS[words], at: NOW } } });
    expect(textOf(alertBox())).toContain(t(words));
    expect(textOf(alertBox())).not.toContain(t(FAILURES[failure.kind].help));
  });

  test('lets nobody open a second window', async () => {
    const window = deferred<void>();
    const state = home({ ...unread, failure: FAILURE_OF.account }, { signInPage: 'https://login.example/' });
    await open(state, { signIn: () => window.promise });
    await click(button('Sign in'));
    expect(button(t('finishInWindow')).disabled).toBe(true);
    await window.settle();
    expect(button('Sign in').disabled).toBe(false);
  });

  const nextTry = t({ key: 'nextTryAt', args: [{ time: NOW + MINUTE }] });

  test.each(EVERY_FAILURE)(
    'says when it is tried again where that may take a while: $kind',
    async failure => {
      await open(home({ ...unread, failure, retryAt: NOW + MINUTE }));
      const says = FAILURES[failure.kind].retry === 'back-off';
      expect(textOf(alertBox()).includes(nextTry)).toBe(says);
    },
  );

  test.each([undefined, NOW, NOW - MINUTE])('says of no next try that is not to come: %s', async retryAt => {
    await open(home({ ...unread, failure: FAILURE_OF.timeout, ...(retryAt && { retryAt }) }));
    expect(textOf(alertBox())).not.toContain('Next try');
  });

  test('of the very first check is no check under way', async () => {
    await open(home(makeMailbox({ checkedAt: 0, messages: 'unreported', failure: { kind: 'network' } })));
    expect(textOf(one('main'))).not.toContain('First check');
    expect(all('[role=alert]')).toHaveLength(1);
  });

  test('shows nothing of a token', async () => {
    await open(home({ ...unread, failure: { kind: 'account', code: 103 } }, { token: 'secret-token' }));
    expect(document.documentElement.outerHTML).not.toContain('secret-token');
  });
});

describe('a browser without room', () => {
  test('is said to have none, above what is last known', async () => {
    await open({ ...home(unread), storageFull: true });
    expect(all('p', alertBox()).map(textOf)).toEqual([t('storageFull'), t('storageFullHelp')]);
    expect(rows()).toHaveLength(2);
    expect(alertBox().compareDocumentPosition(list()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test('hides no failure', async () => {
    await open({ ...home({ ...unread, failure: { kind: 'offline' } }), storageFull: true });
    expect(all('[role=alert]').map(textOf)).toEqual([
      expect.stringContaining(t('storageFull')),
      expect.stringContaining(t('failureOffline')),
    ]);
  });
});

describe('several accounts', () => {
  const state: State = {
    ...makeState({
      home: makeMailbox({ unread: 2, messages }),
      work: makeMailbox({ unread: 1, messages: [makeMessage('9')], failure: { kind: 'offline' } }),
    }),
    accounts: [
      makeAccount({ id: 'home', name: 'Home', webmail: 'https://home.example/' }),
      makeAccount({ id: 'work', name: 'Work', webmail: 'https://work.example/' }),
    ],
  };
  const section = (name: string) => one(`section[aria-label="${name}"]`);

  test('have a section each, with its own counts, list and failure', async () => {
    await open(state);
    expect(textOf(section('Home'))).toContain('2 unread e-mails');
    expect(all('li', section('Home'))).toHaveLength(2);
    expect(all('[role=alert]', section('Home'))).toEqual([]);
    expect(all('li', section('Work'))).toHaveLength(1);
    expect(textOf(one('[role=alert]', section('Work')))).toContain('You are offline.');
    expect(all('h2').map(textOf)).toEqual(['Home', 'Work']);
  });

  test('have a webmail each', async () => {
    const done = await open(state);
    await click(button('Open webmail', section('Work')));
    await click(button('Open webmail', section('Home')));
    expect(done).toEqual(['open https://work.example/', 'open https://home.example/']);
  });

  test('are summed up in the status', async () => {
    await open(state);
    expect(status()).toBe('3 unread e-mails');
  });
});
