import { afterEach, describe, expect, test } from 'vitest';
import { makeState } from '../../make';
import { click, deferred, field, show } from '../../page';
import { open } from '../open-options';

afterEach(() => show(null));

const looks = () => ({ ...document.documentElement.dataset });

describe('the appearance', () => {
  test('is that of the settings', async () => {
    await open(makeState({}, { textSize: 'large', theme: 'dark' }));
    expect(looks()).toEqual({ textSize: 'large', theme: 'dark' });
    expect(field('Large').checked).toBe(true);
    expect(field('Dark').checked).toBe(true);
  });

  test('changes at once', async () => {
    const saving = deferred<void>();
    await open(makeState({}), { changeSettings: () => saving.promise });
    expect(looks()).toEqual({ textSize: 'normal', theme: 'system' });
    await click(field('Small'));
    await click(field('Light'));
    expect(looks()).toEqual({ textSize: 'small', theme: 'light' });
  });
});
