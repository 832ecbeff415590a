import { wordProblem } from '../../core/settings/subject-words';
import type { MessageKey } from '../../core/text/text';
import { EntryList, type EntryListProps } from './EntryList';

type WordList = 'vipWords' | 'mutedWords';

const TEXTS: Readonly<Record<WordList, { hint: MessageKey; add: MessageKey }>> = {
  vipWords: { hint: 'vipWordsHint', add: 'addVipWord' },
  mutedWords: { hint: 'mutedWordsHint', add: 'addMutedWord' },
};

/** Words of a subject that mute a mail, or make it always notify. */
export function Words({ name, ...props }: EntryListProps & { name: WordList }) {
  const { t } = props;
  return (
    <EntryList
      {...props}
      {...TEXTS[name]}
      name={name}
      example="wordExample"
      how="words-how"
      entriesOf={settings => settings[name]}
      textOf={word => word}
      entryFor={text => text}
      problemOf={wordProblem}
    >
      {name === 'vipWords' && (
        <p id="words-how" class="hint">
          {t('wordsHow')}
        </p>
      )}
    </EntryList>
  );
}
