import type { Message } from '../../src/core/answer/answer';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { State } from '../../src/core/view/state';
import { FAILURE_OF } from '../failures';
import { popup } from '../gallery/states/popup';
import { settings } from '../gallery/states/settings';
import type { Scene, Staged, States } from '../gallery/states/staged';
import { HOUR, MINUTE, makeAccount, makeMailbox, makeState, NOW } from '../make';
import { mailsIn } from './mails';
import { CAPTIONS } from './pictures';

const WEB = { signInPage: 'https://mail.example/sign-in', webmail: 'https://mail.example/' };

type Story = (mails: Message[], accounts: readonly [string, string]) => State;

const listing = (messages: Message[]): Mailbox =>
  makeMailbox({ unread: messages.length, messages, checkedAt: NOW - 2 * MINUTE });

const one = (messages: Message[], name: string): State => ({
  ...makeState({ home: listing(messages) }),
  accounts: [makeAccount({ ...WEB, name })],
});

const STORIES: Readonly<Record<string, Story>> = {
  mail: (mails, [home]) => one(mails, home),
  few: (mails, [home]) => one(mails.slice(0, 2), home),
  accounts: (mails, [home, work]) => ({
    ...makeState({
      home: listing(mails.slice(0, 1)),
      work: makeMailbox({ checkedAt: 0, attemptedAt: NOW, failures: 1, failure: FAILURE_OF['signed-out'] }),
    }),
    accounts: [makeAccount({ ...WEB, name: home }), makeAccount({ ...WEB, id: 'work', name: work })],
  }),
  quiet: (mails, [home]) => ({ ...one(mails.slice(0, 3), home), snoozedUntil: NOW + HOUR }),
  notifications: (mails, [home]) => one(mails.slice(0, 3), home),
};

/** The state of this name in this language. Throws if there is none. */
export function stateIn(name: string, language: string): State {
  const story = STORIES[name];
  if (!story) throw new Error(`no state ${name}`);
  const { accounts } = language === 'fr' ? CAPTIONS.fr : CAPTIONS.en;
  return story(mailsIn(language), accounts);
}

const staged = (name: string, stage: (state: State) => Staged): Staged => ({
  view: (scene: Scene) => stage(stateIn(name, scene.locale)).view(scene),
});

const withNew = (state: State): Staged =>
  popup(state, {}, undefined, {
    home: {
      ids: mailsIn('en')
        .slice(2)
        .map(({ id }) => id),
    },
  });

export const POPUP_STATES: States = {
  mail: staged('mail', withNew),
  few: staged('few', withNew),
  accounts: staged('accounts', popup),
  languages: staged('mail', popup),
  quiet: staged('quiet', popup),
};

export const SETTINGS_STATES: States = { notifications: staged('notifications', settings) };
