import { describe, expect, test } from 'vitest';
import { nextMoment } from '../../../src/core/announce/reminders';
import { failingAfter, isShort, shortUntil, shownFailure } from '../../../src/core/mailbox/failing';
import type { Failure } from '../../../src/core/mailbox/failure';
import { FAILURES } from '../../../src/core/mailbox/failure-table';
import { MAILBOX_FORMAT, type Mailbox } from '../../../src/core/mailbox/mailbox';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { badgeFor } from '../../../src/core/view/badge';
import { statusTexts } from '../../../src/core/view/status';
import { check, failing, having, LATER } from '../../checked';
import { EVERY_FAILURE, FAILURE_OF } from '../../failures';
import { HOUR, MINUTE, makeMailbox, makeMessage, makeState, NOW } from '../../make';
import { t } from '../../translate';

const healthy = having([makeMessage('1')]);
const unknownAction: Failure = { kind: 'internal', code: 501 };

/** The mailbox after these failures, a second apart. */
function failedWith(...failures: Failure[]): Mailbox {
  return failures.reduce(
    (mailbox, failure, index) => check(mailbox, failing(failure), LATER + index * 1000),
    healthy,
  );
}

const look = (mailbox: Mailbox, now: number) => {
  const { text, icon, background } = badgeFor(makeState({ home: mailbox }), now, 4);
  return { text, icon, background };
};

describe('the look of the toolbar', () => {
  const passing = EVERY_FAILURE.filter(({ kind }) => FAILURES[kind].look === 'failing');
  const others = EVERY_FAILURE.filter(({ kind }) => FAILURES[kind].look === 'needs-you');

  test.each(passing)('doesn’t change until the third failure in a row: $kind', failure => {
    for (const failures of [[failure], [failure, failure]])
      expect(look(failedWith(...failures), LATER + MINUTE)).toEqual(look(healthy, LATER));
    expect(look(failedWith(failure, failure, failure), LATER + MINUTE)).toMatchObject({
      text: '1?',
      icon: 'failing',
    });
  });

  test.each(passing)('doesn’t change for ten minutes: $kind', failure => {
    expect(look(failedWith(failure), LATER + 10 * MINUTE - 1)).toEqual(look(healthy, LATER));
    expect(look(failedWith(failure), LATER + 10 * MINUTE)).toMatchObject({ text: '1?', icon: 'failing' });
  });

  test.each(others)('changes at once if the user must act: $kind', failure => {
    expect(look(failedWith(failure), LATER)).toMatchObject({ icon: 'needs-you' });
  });

  test('is "waiting" for an account that never had an answer', () => {
    const never = check(makeMailbox({ checkedAt: 0, unread: 'unreported' }), failing(FAILURE_OF.network));
    expect(look(never, LATER).text).toBe('…');
    expect(look(never, LATER + 10 * MINUTE).text).toBe('?');
  });

  test('is "failing" for a failure that an older version stored', () => {
    expect(look({ ...healthy, failure: FAILURE_OF.timeout }, LATER).text).toBe('1?');
    const again = check(
      { ...healthy, checkedAt: NOW - HOUR, failure: FAILURE_OF.timeout },
      failing(FAILURE_OF.timeout),
    );
    expect(look(again, LATER).text).toBe('1?');
  });

  test('is updated when a failure is no longer short', () => {
    const mailbox = failedWith(FAILURE_OF.network);
    expect(nextMoment(makeState({ home: mailbox }), LATER + MINUTE)).toBe(LATER + 10 * MINUTE);
    expect(nextMoment(makeState({ home: mailbox }), LATER + 10 * MINUTE)).toBeUndefined();
    expect(nextMoment(makeState({ home: healthy }), LATER)).toBeUndefined();
  });
});

describe('the count of failures in a row', () => {
  test('begins with the first one, and ends with an answer', () => {
    const { failing: run } = failedWith(FAILURE_OF.network, FAILURE_OF.timeout, FAILURE_OF.timeout);
    expect(run).toEqual({ since: LATER, times: 3, same: 2 });
    expect(check(failedWith(FAILURE_OF.network), { kind: 'unchanged', digest: 'd1' })).not.toHaveProperty(
      'failing',
    );
  });

  test('begins now if its start is in the future', () => {
    const ahead = makeMailbox({
      failure: FAILURE_OF.timeout,
      failing: { since: NOW + HOUR, times: 1, same: 1 },
    });
    expect(failingAfter(ahead, FAILURE_OF.timeout, NOW)).toEqual({ since: NOW, times: 2, same: 2 });
  });

  test('is stored, and an invalid one leaves other fields valid', () => {
    const mailbox = failedWith(FAILURE_OF.network);
    const { version, data } = JSON.parse(JSON.stringify(pack(MAILBOX_FORMAT, mailbox)));
    expect(unpack(MAILBOX_FORMAT, { version, data })).toEqual(mailbox);
    const { failing: run, unread } = unpack(MAILBOX_FORMAT, {
      version,
      data: { ...data, failing: 'long' },
    });
    expect([run, unread]).toEqual([undefined, 1]);
  });

  test('is no short failure without a failure', () => {
    expect(isShort(healthy, NOW)).toBe(false);
    expect(shortUntil(healthy, NOW)).toBeUndefined();
  });
});

describe('a lasting error of the API', () => {
  test.each([501, 503, 0, 77])('is shown as not understood at the third time in a row: code %i', code => {
    const failure: Failure = { kind: 'internal', code };
    expect(shownFailure(failedWith(failure, failure))).toEqual(failure);
    expect(shownFailure(failedWith(failure, failure, failure))).toEqual({ kind: 'not-understood', code });
    expect(shownFailure(failedWith(failure, failure, FAILURE_OF.timeout, failure))).toEqual(failure);
  });

  test.each([203, 204, 504, 505, 900])('is not one that may be temporary: code %i', code => {
    const failure: Failure = { kind: 'internal', code };
    expect(shownFailure(failedWith(failure, failure, failure, failure))).toEqual(failure);
  });

  test('is stored as an internal error, and retried like one', () => {
    const mailbox = failedWith(unknownAction, unknownAction, unknownAction);
    expect(mailbox.failure).toEqual(unknownAction);
    expect(mailbox.retryAt).toBeGreaterThan(LATER);
  });

  test('is shown in the tooltip and in the popup', () => {
    const state = makeState({ home: failedWith(unknownAction, unknownAction, unknownAction) });
    const headline = 'The server doesn’t understand Facteur’s request (code 501).';
    expect(
      badgeFor(state, LATER + MINUTE, 4)
        .title.map(t)
        .join(),
    ).toContain(headline);
    expect(statusTexts(state, LATER + MINUTE).map(t)).toContain(headline);
  });
});
