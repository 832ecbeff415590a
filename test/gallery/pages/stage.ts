import { render } from 'preact';
import { act } from 'preact/test-utils';
import { writingDirection } from '../../../src/core/text/direction';
import { NOW } from '../../make';
import { LANGUAGES, type LanguageName } from '../../translate';
import type { States } from '../states/staged';
import { speaker } from './texts';

export interface Stage {
  readonly states: readonly string[];
  readonly languages: readonly LanguageName[];
  /** Shows a state as in a newly opened page. Resolves to the product's own texts in it. */
  show(state: string, language: LanguageName): Promise<string[]>;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

/** Sets `window.stage`, and shows the state of the query (`?state=…&language=…`), by default the first one in English. */
export function openStage(states: States): void {
  // Event handlers of the components read the clock too.
  Date.now = () => NOW;
  const names = Object.keys(states);
  const stage: Stage = {
    states: names,
    languages: LANGUAGES,
    async show(name, language) {
      const staged = states[name];
      if (!staged) throw new Error(`no state ${name}`);
      const ownTexts = new Set<string>();
      const scene = { locale: language, t: speaker(language, ownTexts), now: NOW };
      document.documentElement.lang = language;
      document.documentElement.dir = writingDirection(language);
      await act(() => render(null, document.body));
      await act(() => render(staged.view(scene), document.body));
      await staged.act?.(scene);
      scrollTo(0, 0);
      return [...ownTexts];
    },
  };
  window.stage = stage;
  const query = new URLSearchParams(location.search);
  void stage.show(
    query.get('state') ?? names[0] ?? '',
    LANGUAGES.find(it => it === query.get('language')) ?? 'en',
  );
}
