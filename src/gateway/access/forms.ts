import { randomBytes } from 'node:crypto';
import type { Cookies } from './cookies';
import type { Keys } from './keys';

/** A browser, known by a cookie that it has before anyone signs in. */
export interface Visitor {
  readonly id: string;
  /** It brought no such cookie, so it is to be given one with the form. */
  readonly isNew: boolean;
}

/** The part of a request that a form depends on. */
export interface FormRequest {
  visitor: Visitor;
  /** Of the user who is signed in. */
  session: { readonly value: string } | undefined;
}

/** Forms that only the browser which was given them can send back. */
export interface Forms {
  /** Who a request's `Cookie` header says the browser is, or a new identity. */
  visitorOf(header: string | undefined): Visitor;
  /** The values of `Set-Cookie` that go with a form. */
  cookiesFor(request: FormRequest): readonly string[];
  /** The hidden field of a form. The same parts are given when it comes back. */
  sign(request: FormRequest, purpose: Purpose, ...parts: readonly string[]): string;
  /** Whether this browser was given a form with these parts. `signature` is text from outside. */
  isOwn(signature: string, request: FormRequest, purpose: Purpose, ...parts: readonly string[]): boolean;
}

export type Purpose = 'sign-in' | 'sign-out' | 'privacy' | 'read';

const COOKIE = 'visitor';

export function createForms(keys: Keys, cookies: Cookies): Forms {
  /** The session, if someone is signed in; but a sign-in belongs to whoever begins it, signed in or not. */
  const holderOf = ({ session, visitor }: FormRequest, purpose: Purpose) =>
    session === undefined || purpose === 'sign-in' ? ['visitor', visitor.id] : ['session', session.value];
  return {
    visitorOf(header) {
      const id = cookies.read(header, COOKIE).find(value => /^[\w-]{22}$/.test(value));
      return { id: id ?? randomBytes(16).toString('base64url'), isNew: id === undefined };
    },
    cookiesFor: ({ visitor }) => (visitor.isNew ? [cookies.write(COOKIE, visitor.id)] : []),
    sign: (request, purpose, ...parts) =>
      keys.sign(`form ${purpose}`, ...holderOf(request, purpose), ...parts).toString('base64url'),
    isOwn: (signature, request, purpose, ...parts) =>
      keys.matches(signature, `form ${purpose}`, ...holderOf(request, purpose), ...parts),
  };
}
