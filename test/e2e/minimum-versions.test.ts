import { describe, expect, test } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { bundleFor } from '../compat/bundle';
import { featuresOfManifest } from '../compat/manifest';
import { featuresOfPage } from '../compat/page';
import { featuresOfScript } from '../compat/script';
import { featuresOfSheet } from '../compat/sheet';
import { type Feature, tooNew } from '../compat/support';

const namesOf = (features: readonly Feature[]) => [...new Set(features.map(({ name }) => name))];

describe.each(['chrome', 'firefox'] as const)('the minimum %s of the manifest supports', async browser => {
  const { script, sheet, pages } = await bundleFor(browser);

  test('all features of the scripts', () => {
    const features = featuresOfScript(script);
    expect(namesOf(features)).toEqual(
      expect.arrayContaining([
        'browser.storage.session',
        'browser.action.setBadgeTextColor',
        'browser.notifications.onClicked.addListener',
        'Promise.allSettled',
        'AbortSignal.timeout',
        'navigator.locks',
        'crypto.subtle',
        '.toSorted',
        '<details>',
      ]),
    );
    expect(tooNew(features, browser)).toEqual([]);
  });

  test('all features of the style sheets', () => {
    const features = featuresOfSheet(sheet);
    expect(namesOf(features)).toEqual(
      expect.arrayContaining([
        'light-dark()',
        ':has',
        ':focus-visible',
        'inset-inline-start',
        '@media range_syntax',
      ]),
    );
    expect(tooNew(features, browser)).toEqual([]);
  });

  test('all features of the HTML pages', () => {
    const features = pages.flatMap(featuresOfPage);
    expect(namesOf(features)).toEqual(expect.arrayContaining(['<script type>', '<meta name>']));
    expect(tooNew(features, browser)).toEqual([]);
  });

  test('all keys and permissions of the manifest', () => {
    const features = featuresOfManifest(manifest);
    expect(namesOf(features)).toEqual(
      expect.arrayContaining([
        'manifest action.default_popup',
        'permission idle',
        'manifest optional_host_permissions',
      ]),
    );
    // `: never` marks keys for the other browser, which the build removes.
    const missing = tooNew(features, browser).filter(line => !line.endsWith(': never'));
    expect(missing).toEqual([]);
  });
});
