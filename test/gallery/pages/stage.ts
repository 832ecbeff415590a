import { render } from 'preact';
import { act } from 'preact/test-utils';
import { writingDirection } from '../../../src/core/text/direction';
import { NOW } from '../../make';
import { LANGUAGES, type LanguageName } from '../../translate';
import type { States } from '../states/staged';
import { speaker } from './texts';

/** What the page lets a program do with it, as `window.stage`. */
export interface Stage {
  readonly states: readonly string[];
  readonly languages: readonly LanguageName[];
  /** Shows a state as if the page had just been opened, and gives the product's own words that are in it. */
  show(state: string, language: LanguageName): Promise<string[]>;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

/** Shows the state that the query names (`?state=…&language=…`), the first one unless given, and any other on demand. */
export function openStage(states: States): void {
  // The components ask for the time too, where something happens.
  Date.now = () => NOW;
  const names = Object.keys(states);
  const stage: Stage = {
    states: names,
    languages: LANGUAGES,
    async show(name, language) {
      const staged = states[name];
      if (!staged) throw new Error(`no state ${name}`);
      const said = new Set<string>();
      const scene = { locale: language, t: speaker(language, said), now: NOW };
      document.documentElement.lang = language;
      document.documentElement.dir = writingDirection(language);
      await act(() => render(null, document.body));
      await act(() => render(staged.view(scene), document.body));
      await staged.act?.(scene);
      scrollTo(0, 0);
      return [...said];
    },
  };
  window.stage = stage;
  const query = new URLSearchParams(location.search);
  void stage.show(
    query.get('state') ?? names[0] ?? '',
    LANGUAGES.find(it => it === query.get('language')) ?? 'en',
  );
}
