/** The chimes that Facteur synthesises. */
export const CHIMES = ['post-horn', 'bell', 'drop', 'knock', 'rise'] as const;

export type ChimeName = (typeof CHIMES)[number];

/** What can announce mail to the ear; `own` is a file of the user's. */
export const SOUND_CHOICES = ['none', ...CHIMES, 'own'] as const;

export type SoundChoice = (typeof SOUND_CHOICES)[number];
