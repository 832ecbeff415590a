import { describe, expect, test } from 'vitest';
import type { State } from '../../../src/core/view/state';
import { statusTexts } from '../../../src/core/view/status';
import { HOUR, makeMailbox, makeState, NOW } from '../../make';
import { t } from '../../translate';

const told = (state: State) => statusTexts(state, NOW).map(t);
const unread = makeMailbox({ unread: 2 });

describe('the status', () => {
  test('is the counts where all is well', () => {
    expect(told(makeState({ home: unread }))).toEqual(['2 unread e-mails']);
    expect(told(makeState({ home: undefined }))).toEqual(['not checked yet']);
  });

  test('tells what is wrong', () => {
    expect(told(makeState({ home: { ...unread, failure: { kind: 'offline' } } }))).toEqual([
      '2 unread e-mails',
      'You are offline.',
    ]);
    expect(told(makeState({ home: makeMailbox({ unread: 'withheld', sms: 'withheld' }) }))).toEqual([
      'counts kept private',
      t('countsWithheldHelp'),
    ]);
    expect(told({ ...makeState({ home: unread }), storageFull: true })).toEqual([
      '2 unread e-mails',
      t('storageFull'),
    ]);
  });

  test('tells of which account that is, where there are several', () => {
    const state = makeState({ home: unread, work: { ...unread, failure: { kind: 'timeout' } } });
    expect(told(state)).toEqual(['4 unread e-mails', 'work: The server took too long to answer.']);
  });

  test('tells that Facteur is quiet', () => {
    const until = NOW + HOUR;
    expect(told({ ...makeState({ home: unread }), snoozedUntil: until })).toEqual([
      '2 unread e-mails',
      t({ key: 'snoozedUntil', args: [{ time: until }] }),
    ]);
  });
});
