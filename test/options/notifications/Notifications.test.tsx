import { afterEach, describe, expect, test } from 'vitest';
import type { FlagName } from '../../../src/core/settings/settings';
import { makeState } from '../../make';
import { all, button, choose, click, field, fill, group, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { makeDiagnostics, open } from '../open-options';

afterEach(() => show(null));

const FLAGS: readonly (readonly [string, FlagName])[] = [
  ['Desktop notifications', 'notifications'],
  ['Count SMS', 'countSms'],
  ['Keep notifications on the screen until I close them', 'notificationsStay'],
  ['while I am looking at the account’s webmail', 'notifyInWebmail'],
  ['Hide the badge during quiet time', 'hideBadgeWhenQuiet'],
  ['Open in the background', 'openBehind'],
];

test.each(FLAGS)('a checkbox saves a boolean setting: %s', async (label, setting) => {
  const done = await open(makeState({}, { [setting]: true }));
  expect(field(label).checked).toBe(true);
  await click(field(label));
  expect(done.changed).toEqual([{ [setting]: false }]);

  const again = await open(makeState({}, { [setting]: false }));
  expect(field(label).checked).toBe(false);
  await click(field(label));
  expect(again.changed).toEqual([{ [setting]: true }]);
});

test.each([
  ['Also notify me', 'notifyWhileIdle', 'notifyWhileLocked'],
  ['Also play it', 'soundWhileIdle', 'soundWhileLocked'],
])('"%s" has separate checkboxes for idle and locked', async (legend, idle, locked) => {
  const done = await open(makeState({}, { [idle]: true, [locked]: false }));
  const [first, second] = all<HTMLInputElement>('input', group(legend));
  expect([first?.checked, second?.checked]).toEqual([true, false]);
  expect(all('label', group(legend)).slice(0, 2).map(textOf)).toEqual([t('whileIdle'), t('whileLocked')]);
  first?.click();
  second?.click();
  expect(done.changed).toEqual([{ [idle]: false }, { [locked]: true }]);
});

describe('several e-mails at once', () => {
  test('give one notification each, up to a number', async () => {
    const done = await open(makeState({}, { notificationsAtOnce: 3 }));
    expect(field('One notification for each').checked).toBe(true);
    expect(field('Up to').value).toBe('3');
    await fill('Up to', '7');
    await fill('Up to', '11');
    await fill('Up to', '0');
    expect(done.changed).toEqual([{ notificationsAtOnce: 7 }]);
  });

  test('give one summary if the user wants it; switching back restores the number', async () => {
    const done = await open(makeState({}, { notificationsAtOnce: 4 }));
    await click(field('Always one summary'));
    await open(makeState({}, { notificationsAtOnce: 0 }));
    expect(all('label').map(textOf)).not.toContain('Up to');
    expect(done.changed).toEqual([{ notificationsAtOnce: 0 }]);
    const again = await open(makeState({}, { notificationsAtOnce: 0 }));
    await click(field('One notification for each'));
    expect(again.changed).toEqual([{ notificationsAtOnce: 4 }]);
  });
});

test('notifications have three privacy levels', async () => {
  const done = await open();
  expect(all('label', group('What notifications show')).map(textOf)).toEqual([
    'Sender, subject and preview',
    'Sender only',
    'Number of new e-mails only',
  ]);
  expect(field('Sender, subject and preview').checked).toBe(true);
  await click(field('Number of new e-mails only'));
  expect(done.changed).toEqual([{ notificationPrivacy: 'count' }]);
});

test('the choice that notifications stay is missing if the browser can’t do it', async () => {
  await open(makeState({}), {}, undefined, { canStay: false });
  expect(all('label').map(textOf)).not.toContain(t('notificationsStay'));
  expect(textOf(one('[aria-labelledby=notifications]'))).toContain(t('notificationsStaySystem'));
});

describe('the buttons of a notification', () => {
  const places = () => all<HTMLSelectElement>('select', group('Buttons on notifications'));
  const offered = (place: number) => [...(places()[place]?.options ?? [])].map(textOf);

  test('are two of five, none of them twice', async () => {
    const done = await open();
    expect(places().map(it => textOf(it.selectedOptions[0] as Element))).toEqual(['Open', 'Mark as read']);
    expect(offered(0)).toEqual(['None', 'Open', 'Archive', 'Delete', 'Snooze for 1 hour']);
    await choose(places()[1] as HTMLSelectElement, 'Delete');
    expect(done.changed).toEqual([{ noticeButtons: ['open', 'delete'] }]);
  });

  test('can be one or none', async () => {
    const done = await open();
    await choose(places()[0] as HTMLSelectElement, 'None');
    await open(makeState({}, { noticeButtons: ['markRead'] }));
    expect(places().map(({ value }) => value)).toEqual(['markRead', '']);
    const again = await open(makeState({}, { noticeButtons: ['markRead'] }));
    await choose(places()[0] as HTMLSelectElement, 'None');
    expect([...done.changed, ...again.changed]).toEqual([
      { noticeButtons: ['markRead'] },
      { noticeButtons: [] },
    ]);
    // A second button without a first one would become the first.
    await open(makeState({}, { noticeButtons: [] }));
    expect(places().map(({ disabled }) => disabled)).toEqual([false, true]);
  });

  test('are missing if the browser has none', async () => {
    await open(makeState({}), {}, undefined, { canStay: false });
    expect(all('legend').map(textOf)).not.toContain('Buttons on notifications');
  });
});

describe('the reminder', () => {
  const list = () => one<HTMLSelectElement>('#remind');

  test('is off, or comes after one of the common times', async () => {
    const done = await open();
    expect(textOf(list().selectedOptions[0] as Element)).toBe('Never');
    await choose(list(), 'After 15 minutes');
    await open(makeState({}, { remindAfter: 15 }));
    expect(list().value).toBe('15');
    expect(done.changed).toEqual([{ remindAfter: 15 }]);
  });

  test('can come after any other time', async () => {
    const done = await open(makeState({}, { remindAfter: 20 }));
    expect(textOf(list().selectedOptions[0] as Element)).toBe('After a custom time…');
    await fill('Remind after', '1440');
    await fill('Remind after', '1441');
    expect(done.changed).toEqual([{ remindAfter: 1440 }]);
  });

  test('starts with a default when the user chooses another time', async () => {
    const done = await open(makeState({}, { remindAfter: 0 }));
    await choose(list(), 'After a custom time…');
    expect(done.changed).toEqual([{ remindAfter: 10 }]);
  });
});

describe('the test button', () => {
  const status = () => textOf(one('[role=status]'));

  test('shows a notification, and says what to do if none appears', async () => {
    const done = await open();
    await click(button('Test notification'));
    expect(done.did).toEqual(['test notification']);
    expect(status()).toBe(t('testNotificationSent'));
  });

  test('says if the user has blocked notifications, and the settings say what to do', async () => {
    const diagnostics = makeDiagnostics(makeState({}));
    const about = { ...diagnostics.about, notificationsBlocked: true };
    const actions = { testNotification: async () => 'blocked' as const };
    await open(makeState({}), actions, undefined, { diagnostics: { ...diagnostics, about } });
    const section = textOf(one('[aria-labelledby=notifications]'));
    expect(section).toContain(t('notificationsBlocked') + t('notificationsBlockedHelp'));
    await click(button('Test notification'));
    expect(status()).toBe(t('notificationsBlocked'));
    expect(textOf(one('.bad'))).toBe(t('notificationsBlocked'));
  });

  test.each([[false], [undefined]])(
    'doesn’t mention blocking if none is known: %s',
    async notificationsBlocked => {
      const diagnostics = makeDiagnostics(makeState({}));
      const about = {
        ...diagnostics.about,
        ...(notificationsBlocked !== undefined && { notificationsBlocked }),
      };
      await open(makeState({}), {}, undefined, { diagnostics: { ...diagnostics, about } });
      expect(textOf(one('[aria-labelledby=notifications]'))).not.toContain(t('notificationsBlocked'));
    },
  );

  test('says if the browser can’t show the notification', async () => {
    await open(makeState({}), { testNotification: () => Promise.reject(new Error('no')) });
    await click(button('Test notification'));
    expect(status()).toBe(t('testNotificationFailed'));
    expect(textOf(one('.bad'))).toBe(t('testNotificationFailed'));
  });
});
