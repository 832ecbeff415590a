import type { BrowserFacts } from '../core/view/diagnostics';
import { browser } from './browser';
import { uiLanguage } from './i18n';
import { areNoticesBlocked } from './notifications';

/** Only in Chromium; missing in TypeScript's types. */
interface UserAgentData {
  getHighEntropyValues(hints: string[]): Promise<{ fullVersionList?: { brand: string; version: string }[] }>;
}

/** Firefox has this for `local` from version 144. */
interface Measurable {
  getBytesInUse?(keys: null): Promise<number>;
}

/** Facts about the browser and the extension, for diagnostics. Never rejects; leaves out unknown facts. */
export async function loadBrowserFacts(): Promise<BrowserFacts> {
  const [name, system, permissions, notificationsBlocked, alarms, localBytes, syncBytes] = await Promise.all([
    browserName().catch(() => navigator.userAgent),
    browser.runtime.getPlatformInfo().then(
      ({ os, arch }) => `${os} ${arch}`,
      () => 'unknown',
    ),
    browser.permissions.getAll().catch(() => ({ permissions: [], origins: [] })),
    areNoticesBlocked(),
    browser.alarms.getAll().catch(() => []),
    bytesIn(browser.storage.local as Measurable),
    bytesIn(browser.storage.sync as Measurable),
  ]);
  return {
    browser: name,
    version: browser.runtime.getManifest().version,
    system,
    language: uiLanguage() || 'unknown',
    permissions: [...(permissions.permissions ?? [])].sort(),
    ...(notificationsBlocked !== undefined && { notificationsBlocked }),
    hosts: [...(permissions.origins ?? [])].sort(),
    alarms: alarms.map(({ name, scheduledTime, periodInMinutes }) => ({
      name,
      at: scheduledTime,
      ...(typeof periodInMinutes === 'number' && { period: periodInMinutes }),
    })),
    ...(localBytes !== undefined && { localBytes }),
    ...(syncBytes !== undefined && { syncBytes }),
  };
}

async function browserName(): Promise<string> {
  if (__FIREFOX__) {
    const { name, version } = await browser.runtime.getBrowserInfo();
    return `${name} ${version}`;
  }
  const { userAgentData } = navigator as { userAgentData?: UserAgentData };
  const { fullVersionList = [] } = (await userAgentData?.getHighEntropyValues(['fullVersionList'])) ?? {};
  // Chromium adds a meaningless brand on purpose, such as "Not;A=Brand".
  const brands = fullVersionList.filter(({ brand }) => !/not.*brand/i.test(brand));
  return brands.map(({ brand, version }) => `${brand} ${version}`).join(', ') || navigator.userAgent;
}

/** Bytes in use; undefined if the browser can't tell. */
async function bytesIn(area: Measurable): Promise<number | undefined> {
  return area.getBytesInUse?.(null).catch(() => undefined);
}
