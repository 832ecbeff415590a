import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import type { Translate } from '../../../src/core/text/text';

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
