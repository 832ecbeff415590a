import type { PersonOutcome } from './metrics';

/** An event that an operator may have to answer for later. Has no secret. */
export type AuditEvent = {
  /** Empty for a name that was typed and is nobody's: it may be a password in the wrong field. */
  readonly user: string;
} & (
  | {
      readonly event: 'sign-in';
      /** `refused`: the mail server or the provider doesn't accept it. `wait`: too many at present, or too many wrong passwords. */
      readonly outcome: PersonOutcome;
      /** The person's IP address, as far as the gateway knows it. */
      readonly client: string;
      /** `password`, or the id of the provider. */
      readonly by: string;
      readonly service: string;
    }
  | { readonly event: 'sign-out'; readonly everywhere: boolean }
  | {
      readonly event: 'consent';
      readonly service: string;
      readonly decision: 'chosen' | 'refused' | 'withdrawn';
    }
  /** Tokens were ended by somebody else than their person. */
  | { readonly event: 'revocation'; readonly by: 'operator' | 'mail server' | 'provider' | 'new password' }
);

/** Never throws. */
export type Audit = (event: AuditEvent) => void;

export const NO_AUDIT: Audit = () => {};
