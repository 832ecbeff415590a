import { MAIL_ACTIONS } from '../../src/core/answer/api-vocabulary';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { State } from '../../src/core/view/state';
import type { Seen } from '../../src/core/view/unseen';
import { Popup } from '../../src/popup/Popup';
import type { PopupActions } from '../../src/popup/props';
import { HOUR, makeAccount, makeMailbox, makeMessage, makeState, NOW } from '../make';
import { all, one, show, textOf } from '../page';
import { translateTo } from '../translate';

// jsdom has no layout: it can't scroll, and has no media queries. A mouse and no touch screen, then.
Element.prototype.scrollIntoView ??= () => {};
window.matchMedia ??= query => ({ matches: false, media: query }) as MediaQueryList;

interface Opening {
  actions?: Partial<PopupActions>;
  locale?: 'en' | 'fr';
  seen?: Seen;
}

/** Renders the popup; returns the actions that the user triggers, in order. */
export async function open(
  state: State,
  { actions = {}, locale = 'en', seen }: Opening = {},
): Promise<string[]> {
  const done: string[] = [];
  const doing: PopupActions = {
    resume: id => void done.push(`resume ${id}`),
    checkNow: async () => void done.push('check'),
    openMail: ({ id }, { link }) => void done.push(`open ${link} of ${id}`),
    mailOpened: ({ id }) => void done.push(`opened a mail of ${id}`),
    openWebmail: ({ id }) => void done.push(`webmail of ${id}`),
    openSettings: form => void done.push(`settings ${form ?? ''}`.trim()),
    signIn: async ({ id }) => void done.push(`sign in ${id}`),
    visitPrivacyPage: async id => void done.push(`privacy page of ${id}`),
    snooze: async choice =>
      void done.push(`snooze ${typeof choice === 'string' ? choice : new Date(choice.until).toISOString()}`),
    endQuietHours: async until => void done.push(`end quiet hours ${until}`),
    openAll: ({ id }, mails) => void done.push(`open all ${mails.map(it => it.id)} of ${id}`),
    act: async ({ id }, action, mails) => void done.push(`${action} ${mails.map(it => it.id)} of ${id}`),
    undo: async ({ id }, entryId) => void done.push(`undo ${entryId} of ${id}`),
    dismissRefusals: async ({ id }) => void done.push(`dismiss refusals of ${id}`),
    changeSettings: async change => void done.push(JSON.stringify(change(state.settings))),
    copy: async text => void done.push(`copy ${text}`),
    allowServer: endpoint => void done.push(`allow ${endpoint}`),
    ...actions,
  };
  await show(
    <Popup state={state} seen={seen} now={NOW} locale={locale} t={translateTo(locale)} actions={doing} />,
  );
  return done;
}

export function home(mailbox: Mailbox | undefined, account: Parameters<typeof makeAccount>[0] = {}): State {
  return { ...makeState({ home: mailbox }), accounts: [makeAccount(account)] };
}

export const messages = [
  makeMessage('1', {
    from: { name: 'Zoé Martin', address: 'zoe@example.com' },
    subject: 'Crumble',
    beginning: 'The recipe',
    date: NOW - HOUR,
    link: 'https://mail.example/1',
  }),
  makeMessage('2', { from: { name: '', address: 'team@example.com' }, subject: 'Meeting' }),
];

export const unread = makeMailbox({ unread: 2, messages });

/** A mailbox whose server lets Facteur do everything, with three mails. */
export const able = makeMailbox({
  unread: 3,
  messages: [...messages, makeMessage('3')].map(message => ({ ...message, messageId: `m${message.id}` })),
  actions: [...MAIL_ACTIONS],
});

/** Two accounts; the second is offline. */
export const several: State = {
  ...makeState({
    home: unread,
    work: makeMailbox({ unread: 1, messages: [makeMessage('9')], failure: { kind: 'offline' } }),
  }),
  accounts: [
    makeAccount({ id: 'home', name: 'Home', webmail: 'https://home.example/' }),
    makeAccount({ id: 'work', name: 'Work', webmail: 'https://work.example/' }),
  ],
};

export const PROBLEMS = {
  signInCancelled: { kind: 'cancelled' },
  signInMismatch: { kind: 'mismatch' },
  privacyUnreachable: { kind: 'privacy-unreachable' },
} as const;

export const list = () => one<HTMLUListElement>('ul[aria-label="Unread e-mails"]');
export const rows = () => all('li', list());
export const status = () => textOf(one('header [role=status]'));
/** What the bar above the footer says. */
export const bar = () => textOf(one('footer [role=status]'));
/** The headline of the problem box. */
export const problemBox = () => one('.alert[role=group]');
