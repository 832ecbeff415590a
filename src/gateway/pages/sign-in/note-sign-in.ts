import type { Gateway } from '../../access/gateway';
import type { Call } from '../../http/http';
import type { AuditEvent } from '../../shared/audit';
import type { SignInTarget } from './target';

type SignIn = Extract<AuditEvent, { readonly event: 'sign-in' }>;

/** For the operator: counts a person's sign-in, and notes who it was. */
export function noteSignIn(
  signIn: Pick<SignIn, 'user' | 'outcome' | 'by'>,
  { service }: SignInTarget,
  { client }: Call,
  { audit, metrics }: Gateway,
): void {
  metrics.personSignIn(signIn.outcome);
  audit({ event: 'sign-in', ...signIn, client, service: service.id });
}
