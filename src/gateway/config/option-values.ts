import { isIP, isIPv4, isIPv6 } from 'node:net';
import { parseExtension } from '../access/return-address';
import { parseOrigin } from '../http/bind-address';
import { isLoopbackAddress } from '../shared/loopback';
import { fromHome } from '../shared/user-folder';

export interface Value<T> {
  /** Completes the error text `give it …`. */
  readonly expected: string;
  read(text: string): T | undefined;
  /** Splits an environment variable that may contain several values. */
  split?(text: string): readonly string[];
  /** It must not appear in an error. */
  readonly isSecret?: true;
}

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

export const DNS_SERVER: Value<string> = {
  expected:
    'the IP address of a DNS server, with its port if that is not 53, such as 9.9.9.9, 127.0.0.1:5353 or [::1]:5353',
  read(text) {
    const [, v6, v4, port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
    if (port === undefined) return isIP(text) === 0 ? undefined : text;
    const isAddress = v6 === undefined ? isIPv4(v4 ?? '') : isIPv6(v6);
    return isAddress && Number(port) >= 1 && Number(port) <= 65_535 ? text : undefined;
  },
};

export const DATABASE: Value<string> = {
  expected:
    'the address of a PostgreSQL database, such as postgresql://facteur@db.example.org/facteur?sslmode=verify-full; in a password, write / as %2F, # as %23, @ as %40 and % as %25',
  read: text => (/^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text) ? text : undefined),
  isSecret: true,
};

/** Whether such an address has a password in it. */
export function hasPassword(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { password, searchParams } = new URL(address);
  return password !== '' || searchParams.has('password');
}

export const PROXY: Value<string> = {
  expected: 'the IP address of a proxy, or a network such as 10.0.0.0/8',
  read(text) {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const version = isIP(address);
    return version !== 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128) ? text : undefined;
  },
  split: text => text.split(',').map(part => part.trim()),
};

export const ADMIN_ADDRESS: Value<string> = {
  expected: 'a loopback address with a port, such as 127.0.0.1:9337, or the absolute path of a socket',
  read(text) {
    if (text.startsWith('/')) return text;
    const [, host = '', port] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
    return isLoopbackAddress(host) && Number(port) <= 65_535 ? text : undefined;
  },
};

export const ORIGIN: Value<string> = {
  expected: 'a scheme and a host name without a path, such as https://mail.example.org',
  read: parseOrigin,
};

/** A path, which may begin with `~/`. It may not exist. */
const path = (expected: string): Value<string> => ({ expected, read: text => fromHome(text) || undefined });

export const TEXT: Value<string> = { expected: 'a text', read: text => text || undefined };

export const textThat = (expected: string, is: (text: string) => boolean): Value<string> => ({
  expected,
  read: text => (is(text) ? text : undefined),
});

export const FILE = path('the path of a file');
export const FOLDER = path('the path of a folder');

/** An environment variable sets it with 1. */
export const SWITCH: Value<true> = {
  expected: 'the value 1, or unset it',
  read: text => (text === '1' ? true : undefined),
};

export function oneOfWords<T extends string>(words: readonly T[]): Value<T> {
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
