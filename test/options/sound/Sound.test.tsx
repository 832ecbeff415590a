import { afterEach, describe, expect, test } from 'vitest';
import { SOUND_CHOICES, SOUND_NAMES } from '../../../src/core/settings/chimes';
import { makeState } from '../../make';
import { all, button, buttons, click, field, group, named, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { open, silentSounds } from '../open-options';

afterEach(() => show(null));

const choice = () => group('Sound for new mail');

test('the choices are none, the chimes and the user’s own sound', async () => {
  const done = await open(makeState({}, { sound: 'bell' }));
  expect(all('label', choice()).map(textOf)).toEqual(SOUND_CHOICES.map(sound => t(SOUND_NAMES[sound])));
  expect(field('Bell').checked).toBe(true);
  expect(field(t('soundOwn')).disabled).toBe(true);
  await click(field('Knock'));
  expect(done.changed).toEqual([{ sound: 'knock' }]);
});

test('each sound can be tested beside its name', async () => {
  const { sounds, played } = silentSounds();
  const done = await open(makeState({}, { volume: 55 }), {}, undefined, { sounds });
  expect(all('button.test', choice()).map(it => it.getAttribute('aria-label'))).toEqual(
    SOUND_CHOICES.filter(sound => sound !== 'none' && sound !== 'own').map(
      sound => `Test: ${t(SOUND_NAMES[sound])}`,
    ),
  );
  await click(named('Test: Bell'));
  expect(played).toEqual([['bell', 55]]);
  expect(done.changed).toEqual([]);
});

test('a sound that can’t be played shows an error', async () => {
  const { sounds } = silentSounds({ play: () => Promise.reject(new Error('silence')) });
  await open(makeState({}), {}, undefined, { sounds });
  await click(named('Test: Bell'));
  expect(textOf(one('.problem', choice()))).toBe(t('soundFailed'));
  expect(textOf(one('[role=status]'))).toBe(t('soundFailed'));
});

test('a test uses the volume of the slider', async () => {
  await open(makeState({}, { volume: 70 }));
  const slider = field('Volume');
  expect([slider.value, textOf(one('.volume'))]).toEqual(['70', '70 %']);
  slider.value = '35';
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  const done = await open(makeState({}, { volume: 70 }));
  expect(textOf(one('.volume'))).toBe('35 %');
  expect(done.changed).toEqual([]);
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  expect(done.changed).toEqual([{ volume: 35 }]);
});

describe('the user’s own file', () => {
  async function chooseFile(name: string) {
    const picker = one<HTMLInputElement>('[aria-labelledby=sound] input[type=file]');
    Object.defineProperty(picker, 'files', { value: [new File(['x'], name)], configurable: true });
    picker.dispatchEvent(new Event('change', { bubbles: true }));
    await click(document.body);
  }

  test('is chosen', async () => {
    const { sounds, kept } = silentSounds();
    await open(makeState({}), {}, undefined, { sounds });
    expect(buttons(choice())).toContain(t('chooseSound'));
    await chooseFile('moo.ogg');
    expect(kept).toEqual(['moo.ogg']);
  });

  test('that is invalid shows the reason', async () => {
    const { sounds } = silentSounds({ keepOwn: async () => ({ key: 'entryTooLong', args: [9] }) });
    await open(makeState({}), {}, undefined, { sounds });
    await chooseFile('novel.txt');
    expect(textOf(one('.problem', choice()))).toBe('Use at most 9 characters.');
    expect(textOf(one('[role=status]'))).toBe('Use at most 9 characters.');
  });

  test('shows its name, and can be tested, chosen and removed', async () => {
    const { sounds, kept, played } = silentSounds();
    const done = await open(makeState({}), {}, undefined, { sounds, ownSound: 'moo.ogg' });
    expect(textOf(one('.own-sound .who'))).toBe('moo.ogg');
    await click(named(`Test: ${t('soundOwn')}`));
    expect(played).toEqual([['own', 70]]);
    await click(field(t('soundOwn')));
    expect(done.changed).toEqual([{ sound: 'own' }]);
    await click(button(t('removeSound')));
    expect(kept).toEqual(['(removed)']);
    expect(document.activeElement).toBe(button(t('chooseOtherSound')));
  });
});
