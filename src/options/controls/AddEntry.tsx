import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { addIcon } from '../../ui/icons';

interface Props {
  id: string;
  label: MessageKey;
  example: MessageKey;
  disabled: boolean;
  describedBy: string | undefined;
  /** Why a text can't be added; undefined if it can. */
  problemOf(text: string): MessageKey | Text | undefined;
  t: Translate;
  onAdd(text: string): void;
}

export function AddEntry({ id, label, example, disabled, describedBy, problemOf, t, onAdd }: Props) {
  const [problem, setProblem] = useState<MessageKey | Text>();
  const add = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('entry') as HTMLInputElement;
    const text = field.value.trim();
    const found = problemOf(text);
    setProblem(found);
    if (!found) {
      onAdd(text);
      field.value = '';
    }
    field.focus();
  };
  const note = problem ? `${id}-problem` : undefined;
  return (
    <form class="add-entry" noValidate autocomplete="off" onSubmit={add}>
      <label for={id}>{t(label)}</label>
      <span class="with-button">
        <input
          id={id}
          name="entry"
          type="text"
          dir="auto"
          spellcheck={false}
          placeholder={t(example)}
          disabled={disabled}
          aria-invalid={problem ? true : undefined}
          aria-describedby={[note, describedBy].filter(Boolean).join(' ') || undefined}
          onInput={() => setProblem(undefined)}
        />
        <button type="submit" disabled={disabled}>
          <Icon icon={addIcon} />
          {t('add')}
        </button>
      </span>
      {problem && (
        <p id={note} class="problem">
          {t(problem)}
        </p>
      )}
    </form>
  );
}
