import type { AuditEvent } from '../shared/audit';
import type { Level } from '../shared/log';

export const auditLevel = (event: AuditEvent): Level =>
  event.event === 'sign-in' && event.outcome !== 'done' ? 'warn' : 'info';

/** In characters: of an e-mail address (RFC 5321, 4.5.3.1). */
const LONGEST_NAME = 254;

/** For a log without fields. The name is last and quoted as in JSON: nobody forges the fields with a typed name. */
export const auditLine = (event: AuditEvent): string =>
  `audit: ${factOf(event)}, ${event.user === '' ? 'unknown user' : `user ${JSON.stringify(event.user.slice(0, LONGEST_NAME))}`}`;

function factOf(event: AuditEvent): string {
  switch (event.event) {
    case 'sign-in':
      return `sign-in ${event.outcome}, by ${event.by}, for ${event.service}, from ${event.client}`;
    case 'sign-out':
      return event.everywhere ? 'sign-out everywhere' : 'sign-out';
    case 'consent':
      return `consent ${event.decision}, for ${event.service}`;
    case 'revocation':
      return `revocation by ${event.by}`;
  }
}
