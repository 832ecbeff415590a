import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import type { Settings } from '../../../src/core/settings/settings';
import type { Translate } from '../../../src/core/text/text';
import type { State } from '../../../src/core/view/state';

export interface Scene {
  /** BCP 47 */
  locale: string;
  t: Translate;
  /** ms since 1970 */
  now: number;
}

export interface Staged {
  view(scene: Scene): ComponentChild;
  /** The user's actions that lead from `view` to the state. */
  act?(scene: Scene): Promise<void>;
}

export type States = Readonly<Record<string, Staged>>;

/** Changes the text size or the theme. */
export function withLooks(state: State, looks: Pick<Partial<Settings>, 'textSize' | 'theme'>): State {
  return { ...state, settings: { ...state.settings, ...looks } };
}

/** Runs `it`, then 20 promise turns, so that its effects are rendered. */
export function and(it: () => void): Promise<void> {
  return act(async () => {
    it();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  });
}

/** Clicks the button with this text; `nth` counts from 0. Throws if there is none. */
export function press(name: string, nth = 0): Promise<void> {
  const found = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === name);
  const button = found[nth];
  if (!button) throw new Error(`no button ${name}, number ${nth}`);
  return and(() => button.click());
}
