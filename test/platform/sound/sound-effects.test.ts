import { expect, test } from 'vitest';
import type { PlayableSound } from '../../../src/core/settings/chimes';
import type { OwnSound } from '../../../src/core/settings/own-sound';
import { createSoundEffects } from '../../../src/platform/sound/sound-effects';

const OWN: OwnSound = { name: 'ding.mp3', type: 'audio/mpeg', data: 'AAAA' };

interface Trouble {
  stored?: () => Promise<OwnSound | undefined>;
  canPlay?: (sound: PlayableSound) => boolean;
}

/** A machine with a loudspeaker, and what was heard from it. */
function machine({ stored = async () => OWN, canPlay = () => true }: Trouble = {}) {
  const heard: string[] = [];
  const { play } = createSoundEffects({
    loadOwn: stored,
    async play(sound, volume) {
      if (!canPlay(sound)) throw new Error('no sound');
      heard.push(`${sound.kind === 'own' ? sound.data : sound.name} at ${volume}`);
    },
  });
  return { play, heard };
}

test.each([
  ['bell', 'bell at 40'],
  ['own', 'AAAA at 40'],
] as const)('%s is heard', async (choice, expected) => {
  const { play, heard } = machine();
  await play(choice, 40);
  expect(heard).toEqual([expected]);
});

test('no sound is none, and so is no volume', async () => {
  const { play, heard } = machine();
  await play('none', 100);
  await play('bell', 0);
  await play('own', 0);
  expect(heard).toEqual([]);
});

test.each<[string, Trouble]>([
  ['is missing', { stored: async () => undefined }],
  ['can’t be loaded', { stored: () => Promise.reject(new Error('IO error')) }],
  ['can’t be played', { canPlay: sound => sound.kind === 'chime' }],
])('where the own sound %s, the first chime is heard in its place', async (_case, trouble) => {
  const { play, heard } = machine(trouble);
  await play('own', 40);
  expect(heard).toEqual(['post-horn at 40']);
});

test.each(['bell', 'own'] as const)('where nothing can be played, %s does no harm', async choice => {
  const { play, heard } = machine({ canPlay: () => false });
  await expect(play(choice, 40)).resolves.toBeUndefined();
  expect(heard).toEqual([]);
});
