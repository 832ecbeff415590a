import type { BrowserFacts } from '../core/view/diagnostics';
import { browser } from './browser';
import { uiLanguage } from './i18n';
import { areNoticesBlocked } from './notifications';

/** A part of what Chromium tells; the polyfill's types and TypeScript's lack it. */
interface UserAgentData {
  getHighEntropyValues(hints: string[]): Promise<{ fullVersionList?: { brand: string; version: string }[] }>;
}

/** In Firefox from 144 on for `local`. */
interface Measurable {
  getBytesInUse?(keys: null): Promise<number>;
}

/** What the browser tells of itself and of its extension. Never rejects: what can't be told is left out. */
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
  // One of the brands is nonsense on purpose, such as "Not;A=Brand".
  const brands = fullVersionList.filter(({ brand }) => !/not.*brand/i.test(brand));
  return brands.map(({ brand, version }) => `${brand} ${version}`).join(', ') || navigator.userAgent;
}

/** The bytes that are stored there; undefined where the browser doesn't tell. */
async function bytesIn(area: Measurable): Promise<number | undefined> {
  return area.getBytesInUse?.(null).catch(() => undefined);
}
