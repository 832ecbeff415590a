import type { ComponentChildren } from 'preact';

interface Props {
  name: string;
  label: string;
  /** Its id is `<name>-note`. */
  hint: string;
  checked: boolean;
  attributes: { disabled: boolean; 'aria-describedby': string };
  /** Stands below the hint. */
  note: ComponentChildren;
  onChange(checked: boolean): void;
}

/** A labelled checkbox with its hint below it. */
export function Checkbox({ name, label, hint, checked, attributes, note, onChange }: Props) {
  return (
    <div class="field checkbox">
      <input
        {...attributes}
        id={name}
        type="checkbox"
        checked={checked}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <label for={name}>{label}</label>
      <p id={`${name}-note`} class="hint">
        {hint}
      </p>
      {note}
    </div>
  );
}
