import { domainToASCII } from 'node:url';
import { masterUser } from '../oauth/master-user';
import { isHostName } from '../shared/host-name';
import { type LinkChoice, parseLinkChoice } from './message-links';
import { FILE, oneOfWords, TEXT, textThat, type Value, wholeNumber } from './option-values';

export const EMAIL: Value<string> = {
  expected: 'an e-mail address, such as jean@orange.fr',
  read: text => (/^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined),
};

export const HOST_NAME: Value<string> = {
  expected: 'the name of the mail server, such as imap.orange.fr',
  read: text => (isHostName(text) ? text : undefined),
};

export const DOMAIN: Value<string> = {
  expected: 'the domains of the addresses that may sign in, such as ["example.org"]',
  read: text => HOST_NAME.read(domainToASCII(text)),
};

export const PORT = wholeNumber(1, 65_535);

export const SECURITY_NAMES = ['tls', 'starttls', 'none'] as const;

export const SECURITY = oneOfWords(SECURITY_NAMES);

const FOLDERS: Value<string> = {
  expected:
    'the names of folders, such as "INBOX", "Work/Clients", "Lists/*" for all within, or "\\\\Archive" for a special use',
  read: text => (/[\r\n\0]/.test(text) ? undefined : text || undefined),
};

const LINK: Value<LinkChoice> = {
  expected:
    '"reader", "webmail", or an https address with any of {message-id}, {uid}, {folder} and {user} in it',
  read: parseLinkChoice,
};

export const WEB_ADDRESS: Value<string> = {
  expected: 'an https address',
  read: text => (parseLinkChoice(text) === undefined || !text.startsWith('http') ? undefined : text),
};

export const YES: Value<true> = {
  expected: 'true, or leave it out',
  read: text => (text === '1' ? true : undefined),
};

/** `false` gives no value. */
export const TRUE_OR_FALSE: Value<true> = { ...YES, expected: 'true or false' };

export const MASTER_USER = textThat(
  'a user name with {address} in it, beside a character that addresses don’t have, such as "{address}*gateway"',
  text => masterUser(text, 'a@example.org') !== undefined,
);

export const MAILBOX_SETTINGS = {
  address: EMAIL,
  name: TEXT,
  host: HOST_NAME,
  port: PORT,
  security: SECURITY,
  user: TEXT,
  ca: FILE,
  password: TEXT,
  'password-file': FILE,
  keyring: YES,
  oauth: TEXT,
  folders: FOLDERS,
  link: LINK,
  webmail: WEB_ADDRESS,
  'read-on-open': TRUE_OR_FALSE,
  poll: wholeNumber(15, 1740),
} satisfies Record<string, Value<unknown>>;

export const SIGN_IN_SETTINGS = {
  user: TEXT,
  password: TEXT,
  'password-file': FILE,
  oauth: TEXT,
} satisfies Record<string, Value<unknown>>;
