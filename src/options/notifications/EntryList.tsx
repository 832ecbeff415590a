import type { ComponentChildren } from 'preact';
import { MAX_SENDERS } from '../../core/settings/senders';
import type { SettingName, Settings } from '../../core/settings/settings';
import type { MessageKey, Text } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { closeIcon } from '../../ui/icons';
import { AddEntry } from '../controls/AddEntry';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { RemovedLine } from '../controls/RemovedLine';
import { rowsWith, useRemoval, withRestored } from '../hooks/use-removal';
import type { GroupProps } from '../page/group';

/** The lists of senders and words. */
export type ListName = 'vips' | 'mutedSenders' | 'vipWords' | 'mutedWords';

export interface EntryListProps extends GroupProps {
  say(words: string): void;
}

interface Props<Name extends ListName, Entry> extends EntryListProps {
  name: Name;
  hint: MessageKey;
  add: MessageKey;
  example: MessageKey;
  /** The id of the text that says what can be entered. */
  how: string;
  entriesOf(settings: Settings): readonly Entry[];
  textOf(entry: Entry): string;
  entryFor(text: string): Entry;
  problemOf(text: string, others: readonly string[]): MessageKey | Text | undefined;
  /** Between the entry's text and its remove button. */
  beside?(entry: Entry): ComponentChildren;
  children?: ComponentChildren;
}

/** A list to which texts are added. */
export function EntryList<Name extends ListName & SettingName, Entry>(props: Props<Name, Entry>) {
  const { name, settings, policy, t, change, say, entriesOf, textOf } = props;
  const entries = entriesOf(settings);
  const locked = isLocked(name, policy);
  const field = `add-${name}`;
  const removal = useRemoval<Entry, HTMLUListElement>(`#${field}`);
  // The change may not have been stored, or the user has added the entry again. Or there is no room any more.
  const mayReturn = (it: Entry) =>
    entries.length < MAX_SENDERS && !entries.some(other => textOf(other) === textOf(it));
  const removed = removal.removed && mayReturn(removal.removed.entry) ? removal.removed : undefined;
  const set = (after: (entries: readonly Entry[]) => readonly Entry[]) =>
    change(now => ({ [name]: after(entriesOf(now)) }));
  const remove = (entry: Entry, index: number) => {
    removal.note(entry, index);
    set(now => now.filter(other => textOf(other) !== textOf(entry)));
  };
  return (
    <fieldset class="setting" aria-describedby={describedBy(name, props, `${name}-note`)}>
      <legend>{t(name)}</legend>
      <p id={`${name}-note`} class="hint">
        {t(props.hint)}
      </p>
      {(entries.length > 0 || removed) && (
        <ul class="entries" ref={removal.list}>
          {rowsWith(entries, removed).map(({ entry, index, removal: nth }) =>
            nth ? (
              <li key={`removed ${nth}`}>
                <RemovedLine
                  id={`${name}-removed`}
                  name={textOf(entry)}
                  t={t}
                  say={say}
                  onOver={removal.over}
                  onUndo={() => {
                    removal.undone();
                    set(now => withRestored(now, { entry, index }));
                  }}
                />
              </li>
            ) : (
              <li key={textOf(entry)}>
                <EntryText text={textOf(entry)} />
                {props.beside?.(entry)}
                <button
                  type="button"
                  class="quiet remove"
                  disabled={locked}
                  aria-label={t({ key: 'removeEntry', args: [textOf(entry)] })}
                  onClick={() => remove(entry, index)}
                >
                  <Icon icon={closeIcon} />
                </button>
              </li>
            ),
          )}
        </ul>
      )}
      <AddEntry
        id={field}
        label={props.add}
        example={props.example}
        disabled={locked}
        describedBy={props.how}
        problemOf={text => props.problemOf(text, entries.map(textOf))}
        t={t}
        onAdd={text => set(now => [...now, props.entryFor(text)])}
      />
      {props.children}
      <PolicyNote {...props} />
    </fieldset>
  );
}

/** An entry made from a mail has a name and an address. */
function EntryText({ text }: { text: string }) {
  const [, name, address] = /^(.*\S)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(text) ?? [];
  if (!name || !address)
    return (
      <span class="who">
        <bdi>{text}</bdi>
      </span>
    );
  return (
    <span class="who">
      <bdi>{name}</bdi> <bdi class="hint">{address}</bdi>
    </span>
  );
}
