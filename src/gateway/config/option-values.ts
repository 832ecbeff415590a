import { isIP } from 'node:net';
import { parseExtension } from '../access/return-address';
import { parseOrigin } from '../http/bind-address';
import { fromHome } from '../shared/user-folder';

/** What the text of an option may be. */
export interface Value<T> {
  /** What to give, as the end of an error: `give it …`. */
  readonly expected: string;
  /** The text as a value; `undefined` if it is none. */
  read(text: string): T | undefined;
  /** Takes a variable's text apart, where several values may be given. */
  split?(text: string): readonly string[];
}

/** A whole number in decimal digits, the bounds included. */
export function wholeNumber(min: number, max: number): Value<number> {
  return {
    expected: `a whole number from ${min} to ${max}`,
    read(text) {
      const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
  };
}

export const IP_ADDRESS: Value<string> = {
  expected: 'an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all',
  read: text => (isIP(text) === 0 ? undefined : text),
};

export const ORIGIN: Value<string> = {
  expected: 'a scheme and a host name without a path, such as https://mail.example.org',
  read: parseOrigin,
};

/** A path, which may begin with `~/`; whether it is usable shows when it is used. */
const path = (expected: string): Value<string> => ({ expected, read: text => fromHome(text) || undefined });

/** Any text but none. */
export const TEXT: Value<string> = { expected: 'a text', read: text => text || undefined };

export const FILE = path('the path of a file');
export const FOLDER = path('the path of a folder');

/** A flag, which is on when given; a variable says so with 1. */
export const SWITCH: Value<true> = {
  expected: 'the value 1, or unset it',
  read: text => (text === '1' ? true : undefined),
};

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): Value<T> {
  return {
    expected: `one of ${words.join(', ')}`,
    read: text => words.find(word => word === text),
  };
}

export const EXTENSION: Value<string> = {
  expected:
    'the address that an extension’s sign-in comes back to, such as https://<id>.chromiumapp.org/, or a Chrome extension id of 32 letters from a to p',
  read: parseExtension,
  split: text => text.split(',').map(part => part.trim()),
};
