import { useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

interface Props {
  name: string | undefined;
  t: Translate;
  onChoose(file: File): Promise<void>;
  onRemove(): Promise<void>;
}

export function OwnSound({ name, t, onChoose, onRemove }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const chooseButton = useRef<HTMLButtonElement>(null);
  return (
    <div class="line own-sound">
      {name !== undefined && (
        <span class="who">
          <bdi>{name}</bdi>
        </span>
      )}
      <input
        ref={picker}
        type="file"
        accept="audio/*"
        hidden
        aria-label={t('chooseSound')}
        onChange={event => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void onChoose(file);
          // Otherwise, choosing the same file again fires no event.
          event.currentTarget.value = '';
        }}
      />
      <button type="button" ref={chooseButton} onClick={() => picker.current?.click()}>
        {t(name === undefined ? 'chooseSound' : 'chooseOtherSound')}
      </button>
      {name !== undefined && (
        <button
          type="button"
          onClick={() => {
            chooseButton.current?.focus();
            void onRemove();
          }}
        >
          {t('removeSound')}
        </button>
      )}
    </div>
  );
}
