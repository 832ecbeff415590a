import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

interface Props {
  name: string;
  t: Translate;
  onRemove(): void;
  onKeep(): void;
}

/** Asks before an account and its token are deleted. */
export function RemoveQuestion({ name, t, onRemove, onKeep }: Props) {
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const question = t({ key: 'removeQuestion', args: [name] });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="buttons question" role="group" aria-label={question}>
      <p>{question}</p>
      <button type="button" class="danger" onClick={onRemove}>
        {t('remove')}
      </button>
      <button type="button" ref={keepButton} onClick={onKeep}>
        {t('keep')}
      </button>
    </div>
  );
}
