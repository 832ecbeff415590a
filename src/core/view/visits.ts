import type { VisitProblem } from '../account/web-auth';
import type { Mailbox } from '../mailbox/mailbox';
import { either, isText, numberIn, objectOf, oneOf, recordOf, type TypeOf } from '../store/schema';
import type { Format } from '../store/stored-format';
import type { Text } from '../text/text';

const isVisit = objectOf({
  problem: either(
    objectOf({
      kind: oneOf('cancelled', 'unreachable', 'mismatch', 'no-token', 'not-saved', 'privacy-unreachable'),
    }),
    objectOf({ kind: oneOf('refused'), code: isText }),
  ),
  /** When it ended, ms since 1970. */
  at: numberIn(),
});

const areVisits = recordOf(isVisit);

/** The visits to a sign-in or privacy page that did not do what they were for: the latest of each account, by its id. */
export type Visits = Readonly<Record<string, TypeOf<typeof isVisit>>>;

export const VISITS_FORMAT: Format<Visits> = {
  fallback: {},
  migrations: [],
  parse: raw => (areVisits(raw) ? raw : {}),
};

/** What is still to be said of an account's latest visit; nothing once a check has begun since, which has the newer word. */
export function visitProblem(
  visits: Visits,
  accountId: string,
  mailbox: Mailbox | undefined,
): Text | undefined {
  const visit = visits[accountId];
  return visit && visit.at >= (mailbox?.attemptedAt ?? 0) ? problemText(visit.problem) : undefined;
}

export function problemText(problem: VisitProblem): Text {
  switch (problem.kind) {
    case 'cancelled':
      return { key: 'signInCancelled' };
    case 'unreachable':
      return { key: 'signInUnreachable' };
    case 'refused':
      return problem.code ? { key: 'signInRefused', args: [problem.code] } : { key: 'signInRefusedNoCode' };
    case 'mismatch':
      return { key: 'signInMismatch' };
    case 'no-token':
      return { key: 'signInNoToken' };
    case 'not-saved':
      return { key: 'settingsNotSaved' };
    case 'privacy-unreachable':
      return { key: 'privacyUnreachable' };
  }
}
