import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../src/core/announce/notices';

type Level = 'granted' | 'denied';

/** Like Chrome, shows no notification while they are blocked, but resolves. */
const tray = vi.hoisted(() => {
  const notifications = {
    getPermissionLevel: undefined as (() => Promise<Level>) | undefined,
    async create(id: string) {
      if ((await notifications.getPermissionLevel?.()) !== 'denied') shown.push(id);
    },
  };
  const shown: string[] = [];
  return { shown, notifications };
});
const { notifications } = tray;
vi.mock('../../src/platform/browser', () => ({
  browser: { notifications: tray.notifications, runtime: { getURL: (path: string) => path } },
}));
vi.mock('../../src/platform/i18n', () => ({ translate: (key: string) => key }));
const { areNoticesBlocked, showNotice } = await import('../../src/platform/notifications');
afterAll(() => {
  vi.doUnmock('../../src/platform/browser');
  vi.doUnmock('../../src/platform/i18n');
  vi.resetModules();
});

const notice: Notice = {
  id: 'home|mail|1',
  about: 'mail',
  title: 'Zoé',
  message: 'Crumble',
  messageIds: ['1'],
};

beforeEach(() => {
  tray.shown.length = 0;
});

test.each<[string, Level | undefined, boolean | undefined]>([
  ['allows them', 'granted', false],
  ['doesn’t tell', undefined, undefined],
])('a notification is shown if the browser %s', async (_what, level, blocked) => {
  notifications.getPermissionLevel = level && (async () => level);
  expect(await areNoticesBlocked()).toBe(blocked);
  await showNotice(notice, false);
  expect(tray.shown).toEqual([notice.id]);
});

test('showNotice rejects while the user blocks notifications', async () => {
  notifications.getPermissionLevel = async () => 'denied';
  expect(await areNoticesBlocked()).toBe(true);
  await expect(showNotice(notice, false)).rejects.toThrow('blocked');
  expect(tray.shown).toEqual([]);
});
