import { useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

interface Props {
  /** The file's name, if there is one. */
  name: string | undefined;
  t: Translate;
  onChoose(file: File): Promise<void>;
  onRemove(): Promise<void>;
}

/** The user's own sound: chosen, named, removed. */
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
          // So that the same file can be chosen again once it has been mended.
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
