import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import type { Translate } from '../../../src/core/text/text';

/** What every component is given: who looks, and when. */
export interface Scene {
  /** BCP 47 */
  locale: string;
  t: Translate;
  /** ms since 1970 */
  now: number;
}

/** A state of a page as a person may find it. */
export interface Staged {
  view(scene: Scene): ComponentChild;
  /** What the person then does, for states that lie a few clicks away. */
  act?(scene: Scene): Promise<void>;
}

/** The states of a page by their names, in the order in which they are shown. */
export type States = Readonly<Record<string, Staged>>;

/** Does something in the page, and lets all follow that waits for nothing but promises. */
export function and(it: () => void): Promise<void> {
  return act(async () => {
    it();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  });
}

/** Clicks the nth button of that name, the first one unless given. */
export function press(name: string, nth = 0): Promise<void> {
  const found = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === name);
  const button = found[nth];
  if (!button) throw new Error(`no button ${name}, number ${nth}`);
  return and(() => button.click());
}
