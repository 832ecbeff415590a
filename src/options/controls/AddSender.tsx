import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { senderProblem } from '../../core/settings/senders';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { addIcon } from '../../ui/icons';

interface Props {
  id: string;
  label: MessageKey;
  others: readonly string[];
  disabled: boolean;
  describedBy: string | undefined;
  t: Translate;
  onAdd(sender: string): void;
}

export function AddSender({ id, label, others, disabled, describedBy, t, onAdd }: Props) {
  const [problem, setProblem] = useState<MessageKey | Text>();
  const add = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('sender') as HTMLInputElement;
    const sender = field.value.trim();
    const found = senderProblem(sender, others);
    setProblem(found);
    if (!found) {
      onAdd(sender);
      field.value = '';
    }
    field.focus();
  };
  const note = problem ? `${id}-problem` : undefined;
  return (
    <form class="add-sender" noValidate autocomplete="off" onSubmit={add}>
      <label for={id}>{t(label)}</label>
      <span class="with-button">
        <input
          id={id}
          name="sender"
          type="text"
          dir="auto"
          spellcheck={false}
          placeholder={t('senderExamples')}
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
