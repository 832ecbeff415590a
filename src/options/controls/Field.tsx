interface Props {
  name: string;
  label: string;
  hint?: string | undefined;
  /** An error text. It replaces the hint and tells the user how to correct the value. */
  problem?: string | undefined;
  value?: string | undefined;
  /** A `secret` is readable only while it has the focus. */
  kind?: 'text' | 'url' | 'secret' | 'password';
  readOnly?: boolean | undefined;
}

export function Field({ name, label, hint, problem, value, kind = 'text', readOnly }: Props) {
  // Only one form is open at a time, so the name is unique. (Preact's useId repeats ids after its root
  // renders again.)
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
