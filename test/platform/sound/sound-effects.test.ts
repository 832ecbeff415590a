import { expect, test } from 'vitest';
import type { PlayableSound } from '../../../src/core/settings/chimes';
import type { OwnSound } from '../../../src/core/settings/own-sound';
import { createSoundEffects } from '../../../src/platform/sound/sound-effects';

const OWN: OwnSound = { name: 'ding.mp3', type: 'audio/mpeg', data: 'AAAA' };

interface Trouble {
  stored?: () => Promise<OwnSound | undefined>;
  canPlay?: (sound: PlayableSound) => boolean;
}

/** A computer with a loudspeaker, and the sounds it has played. */
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

test('nothing is played without a sound or with volume 0', async () => {
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
])('the first chime is played if the own sound %s', async (_case, trouble) => {
  const { play, heard } = machine(trouble);
  await play('own', 40);
  expect(heard).toEqual(['post-horn at 40']);
});

test.each(['bell', 'own'] as const)('%s doesn’t reject if nothing can be played', async choice => {
  const { play, heard } = machine({ canPlay: () => false });
  await expect(play(choice, 40)).resolves.toBeUndefined();
  expect(heard).toEqual([]);
});
