import type { Info } from '../../core/answer/api-vocabulary';
import { createPlural } from './plural';

const plural = createPlural('en');

/** What the pages say. Each language has the same keys. */
export interface Texts {
  readonly home: Record<'title' | 'lead' | 'addresses' | 'hint' | 'openMail', string>;
  readonly field: Record<'api' | 'signInPage' | 'webmail' | 'token', string>;
  readonly signIn: Record<
    'title' | 'lead' | 'forExtension' | 'user' | 'password' | 'submit' | 'cancel' | 'wrong' | 'demo' | 'out',
    string
  > & {
    /** `duration` in words, as they stand alone: "12 seconds". */
    wait(duration: string): string;
  };
  readonly token: Record<'title' | 'lead' | 'secret' | 'home', string>;
  readonly privacy: Record<
    'title' | 'lead' | 'legend' | 'save' | 'refuse' | 'saved' | 'refused' | 'back' | 'withholding',
    string
  >;
  readonly info: Record<Info, string>;
  readonly mail: Record<
    'title' | 'unread' | 'noSubject' | 'empty' | 'privacy' | 'back' | 'from' | 'date',
    string
  > & {
    count(unread: number, emails: number): string;
    sms(count: number): string;
  };
  readonly message: Record<
    | 'read'
    | 'markRead'
    | 'formatted'
    | 'plain'
    | 'pictures'
    | 'showPictures'
    | 'cut'
    | 'noText'
    | 'attachments'
    | 'inWebmail'
    | 'openWebmail',
    string
  >;
  readonly error: Record<ErrorKind, { readonly title: string; readonly lead: string }> & {
    readonly home: string;
    readonly signIn: string;
  };
}

/** The pages that say that something is wrong. */
export type ErrorKind =
  | 'notFound'
  | 'noMessage'
  | 'wrongMethod'
  | 'badForm'
  | 'oldForm'
  | 'foreignForm'
  | 'badReturn'
  | 'unpinned'
  | 'badKey'
  | 'foreignHost'
  | 'unsaved'
  | 'refusedPassword'
  | 'unmarked'
  | 'unreachable'
  | 'unexpected';

export const en: Texts = {
  home: {
    title: 'Facteur gateway',
    lead: 'This program answers the Personal Messages API, so that the Facteur extension can tell you about new mail.',
    addresses: 'Addresses for the extension',
    hint: 'The extension asks for these in its settings. Select one and copy it.',
    openMail: 'Open the mailbox',
  },
  field: { api: 'API address', signInPage: 'Sign-in page', webmail: 'Webmail address', token: 'Token' },
  signIn: {
    title: 'Sign in',
    lead: 'Sign in to your mailbox.',
    forExtension: 'Sign in to let Facteur see your mailbox. You can choose later what it sees.',
    user: 'User name',
    password: 'Password',
    submit: 'Sign in',
    cancel: 'Cancel',
    wrong: 'This user name and password don’t go together. Check both and try again.',
    demo: 'This is a demo mailbox. Its user name is “demo” and so is its password.',
    out: 'Sign out',
    wait: duration =>
      `Too many attempts have failed, so this one wasn’t looked at. Try again in ${duration}.`,
  },
  token: {
    title: 'You’re signed in',
    lead: 'Copy these two into the extension’s settings.',
    secret: 'Whoever has the token can see your mailbox as the extension does. Keep it to yourself.',
    home: 'Home page',
  },
  privacy: {
    title: 'What Facteur sees',
    lead: 'You decide what the mailbox tells Facteur, and may change your mind at any time.',
    legend: 'Facteur may see',
    save: 'Save my choice',
    refuse: 'Refuse everything',
    saved: 'Your choice is saved.',
    refused: 'You refuse everything: Facteur sees nothing of this mailbox. Save a choice to let it in again.',
    back: 'You’ll go back to Facteur afterwards.',
    withholding: 'What isn’t ticked is withheld. Facteur is told that it is, not why.',
  },
  info: {
    NoEMails: 'Number of e-mails',
    NoUnReadMails: 'Number of unread e-mails',
    NoSMS: 'Number of unread text messages (SMS)',
    EmailsLastNDetailed: 'Overview of the last unread e-mails: sender, date, subject, first words',
  },
  mail: {
    title: 'Mailbox',
    unread: 'Unread',
    noSubject: 'No subject',
    empty: 'No mail yet.',
    privacy: 'What Facteur sees',
    back: 'Back to the mailbox',
    from: 'From',
    date: 'Date',
    count: (unread, emails) =>
      `${plural(unread, { other: '# unread' })} of ${plural(emails, { one: '# e-mail', other: '# e-mails' })}`,
    sms: count => plural(count, { one: '# unread text message', other: '# unread text messages' }),
  },
  message: {
    read: 'Read',
    markRead: 'Mark as read',
    formatted: 'Formatted',
    plain: 'Plain text',
    pictures: 'Pictures from elsewhere aren’t loaded, for their sender would learn that you read this.',
    showPictures: 'Show pictures',
    cut: 'This message is longer than what is shown here.',
    noText: 'This message has no text.',
    attachments: 'Attachments',
    inWebmail: 'You can open them in the webmail.',
    openWebmail: 'Open the webmail',
  },
  error: {
    home: 'Home page',
    signIn: 'Sign in',
    notFound: {
      title: 'Nothing here',
      lead: 'This address doesn’t lead anywhere. The home page knows the ones that do.',
    },
    noMessage: {
      title: 'This message is gone',
      lead: 'It may have been deleted since, or the demo mailbox was started anew and has other mail now.',
    },
    wrongMethod: { title: 'Not like this', lead: 'This page can’t be asked for in this way.' },
    badForm: { title: 'This form can’t be read', lead: 'Go back, reload the page and send the form again.' },
    oldForm: {
      title: 'This form is too old',
      lead: 'Someone signed in or out in this browser since, or it doesn’t keep this page’s cookies. Go back, reload the page and try again.',
    },
    foreignForm: {
      title: 'This form came from elsewhere',
      lead: 'Another website sent it, so nothing was done. If you meant it, do it on the gateway’s own pages.',
    },
    badReturn: {
      title: 'Nobody to send you back to',
      lead: 'The address to go back to isn’t that of a browser extension, so no one was signed in. Start again from the extension.',
    },
    unpinned: {
      title: 'Not for this extension',
      lead: 'Whoever runs this gateway has chosen which browser extensions may sign in, and this one isn’t among them, so no one was signed in. Ask them to add it.',
    },
    badKey: {
      title: 'This link doesn’t open any more',
      lead: 'It may be incomplete, or older than a month. Sign in to see the mailbox.',
    },
    foreignHost: {
      title: 'Not under this name',
      lead: 'The gateway answers only at the address that it printed when it started.',
    },
    unsaved: {
      title: 'Your choice isn’t saved',
      lead: 'It couldn’t be written down, so what you chose before still counts. Go back and try again; if it fails again, tell whoever runs this gateway.',
    },
    refusedPassword: {
      title: 'The mail server refuses the password',
      lead: 'Whoever runs this gateway has to give it the right password for this mailbox, and start it again.',
    },
    unmarked: {
      title: 'The mail server refuses to mark this message as read',
      lead: 'It stays unread: this gateway may be let in to read only. Mark it in the webmail, or tell whoever runs this gateway.',
    },
    unreachable: { title: 'The mail server can’t be reached', lead: 'Try again in a few minutes.' },
    unexpected: { title: 'Something failed', lead: 'The mailbox couldn’t be read. Try again in a moment.' },
  },
};
