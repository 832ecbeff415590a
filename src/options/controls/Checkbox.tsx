import type { ComponentChildren } from 'preact';

interface Props {
  id: string;
  label: string;
  /** Its id is `<id>-note`. */
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
  onChange(checked: boolean): void;
  /** Stands below the hint. */
  children?: ComponentChildren;
}

/** A labelled checkbox with its hint below it. */
export function Checkbox({ id, label, hint, checked, disabled, describedBy, onChange, children }: Props) {
  return (
    <div class="setting tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-note`} class="hint">
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}
