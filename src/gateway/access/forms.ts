import { randomBytes } from 'node:crypto';
import type { Keys } from '../shared/keys';
import type { Cookies } from './cookies';

/** A browser, identified by a cookie even before sign-in. */
export interface Visitor {
  readonly id: string;
  /** The request had no such cookie: send one with the form. */
  readonly isNew: boolean;
}

export interface FormRequest {
  visitor: Visitor;
  session: { readonly value: string } | undefined;
}

/** Protects forms against CSRF: each is signed for one browser or session. */
export interface SignedForms {
  visitorOf(header: string | undefined): Visitor;
  cookiesFor(request: FormRequest): readonly string[];
  sign(request: FormRequest, purpose: Purpose, ...parts: readonly string[]): string;
  /** `signature` is untrusted. The other arguments are those of `sign`. */
  isOwn(signature: string, request: FormRequest, purpose: Purpose, ...parts: readonly string[]): boolean;
}

export type Purpose = 'sign-in' | 'sign-out' | 'privacy' | 'read' | 'manager';

const COOKIE = 'visitor';

export function createForms(keys: Keys, cookies: Cookies): SignedForms {
  /** Signs for the session if there is one. A sign-in form is always signed for the visitor. */
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
