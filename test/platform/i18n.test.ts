import { afterAll, afterEach, expect, test, vi } from 'vitest';

const i18n = vi.hoisted(() => ({ getMessage: (key: string) => key, getUILanguage: (): string => 'en' }));
vi.mock('../../src/platform/browser', () => ({ browser: { i18n } }));
afterEach(() => vi.resetModules());
afterAll(() => void vi.doUnmock('../../src/platform/browser'));

test('texts are in the browser’s language', async () => {
  i18n.getMessage = key => (key === 'language' ? 'fr' : `« ${key} »`);
  i18n.getUILanguage = () => 'fr-CA';
  const { textLocale, translate } = await import('../../src/platform/i18n');
  expect(textLocale()).toBe('fr-CA');
  expect(translate('settings')).toBe('« settings »');
});

test('if the browser has no texts, they are empty, and numbers and dates are in English', async () => {
  const fail = () => {
    throw new Error('no texts');
  };
  Object.assign(i18n, { getMessage: fail, getUILanguage: fail });
  const { textLocale, translate } = await import('../../src/platform/i18n');
  expect(textLocale()).toBe('en');
  expect(translate('settings')).toBe('');
  expect(translate({ plural: 'unreadEmails', count: 3 })).toBe('');
});
