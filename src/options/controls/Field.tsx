interface Props {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the field's value and how to mend it. */
  problem?: string | undefined;
  value?: string | undefined;
  /** `secret` is a text that shows only while it is being edited. */
  kind?: 'text' | 'url' | 'secret' | 'password';
  readOnly?: boolean | undefined;
}

/** A labelled text field with its hint or its problem below it. */
export function Field({ name, label, hint, problem, value, kind = 'text', readOnly }: Props) {
  // One form is open at a time. (Preact's useId gives an id twice once its root has been rendered again.)
  const id = `account-${name}`;
  const note = problem ?? hint;
  const attributes = {
    id,
    name,
    class: kind,
    defaultValue: value ?? '',
    spellcheck: false,
    readOnly,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {kind === 'password' ? (
        <input {...attributes} type="password" autocomplete="new-password" />
      ) : (
        <input
          {...attributes}
          type="text"
          inputMode={kind === 'url' ? 'url' : undefined}
          dir={kind === 'text' ? 'auto' : 'ltr'}
          autocomplete="off"
        />
      )}
      {note && (
        <p id={`${id}-note`} class={problem ? 'problem' : 'hint'}>
          {note}
        </p>
      )}
    </div>
  );
}
