import { afterEach, describe, expect, test } from 'vitest';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { State } from '../../src/core/view/state';
import { EVERY_FAILURE } from '../failures';
import { HOUR, makeMailbox, makeState, NOW } from '../make';
import { all, one, pressKey, show, textOf } from '../page';
import { home, open, several, unread } from './open';

afterEach(() => show(null));

const WITHHELD: Partial<Mailbox> = { messages: 'withheld', dashboard: 'https://privacy.example/' };

const STATES: [string, State][] = [
  ['loading', home(undefined)],
  ['all read', home(makeMailbox({ messages: [] }))],
  ['mail', home(unread)],
  ['withheld list', home(makeMailbox({ unread: 3, ...WITHHELD }))],
  ['withheld counts', home(makeMailbox({ unread: 'withheld', sms: 'withheld', ...WITHHELD }))],
  ['unreported', home(makeMailbox({ unread: 'unreported', messages: 'unreported' }))],
  ['snoozed', { ...home(unread), snoozedUntil: NOW + HOUR }],
  ['storage full', { ...home(unread), storageFull: true }],
  ['several accounts', several],
  ...EVERY_FAILURE.map((failure): [string, State] => [failure.kind, home({ ...unread, failure })]),
];

const levels = () => all('h1, h2, h3').map(heading => Number(heading.localName.slice(1)));

const nameless = () =>
  all('button, a').filter(element => (element.getAttribute('aria-label') ?? textOf(element)) === '');

describe.each(STATES)('for screen readers, the popup (%s)', (_name, state) => {
  test('has two polite live regions: for the state, and for what the user does', async () => {
    await open(state);
    const live = all('[role=status], [role=alert], [aria-live]');
    expect(live.map(it => it.role)).toEqual(['status', 'status']);
    expect(live.map(it => it.closest('header, footer')?.localName)).toEqual(['header', 'footer']);
  });

  test('has landmarks, headings in order, and names for all controls', async () => {
    await open(state);
    for (const landmark of ['header', 'main', 'footer']) expect(all(`body > ${landmark}`)).toHaveLength(1);
    for (const panel of ['', 's', '?']) {
      if (panel) await pressKey(panel);
      expect(levels().filter(level => level === 1)).toEqual([1]);
      expect(levels()[0]).toBe(1);
      expect(Math.max(...levels())).toBeLessThanOrEqual(2);
      expect(nameless()).toEqual([]);
    }
  });

  test('announces every problem in the live region', async () => {
    await open(state);
    const told = textOf(one('header [role=status]'));
    for (const box of all('.alert')) {
      expect(box.getAttribute('aria-label')).toBe(textOf(one('.headline', box)));
      expect(told).toContain(textOf(one('.headline', box)));
    }
  });
});

test('the popup without accounts has a heading and an empty status', async () => {
  await open(makeState({}));
  expect(levels()).toEqual([1]);
  expect(all('[role=status], [role=alert], [aria-live]')).toEqual([]);
});

test('icons and initials are hidden from screen readers', async () => {
  await open(several);
  for (const picture of all('svg, .avatar')) expect(picture.getAttribute('aria-hidden')).toBe('true');
});
