import { datesAt } from '../../../src/core/text/friendly-date';
import type { Translate } from '../../../src/core/text/text';
import { NOW } from '../../make';
import { type LanguageName, translateTo } from '../../translate';

export function speaker(language: LanguageName, ownTexts: Set<string>): Translate {
  const translate = translateTo(language, time => datesAt(NOW, language).clock(time));
  return text => {
    const words = translate(text);
    ownTexts.add(words);
    return words;
  };
}
