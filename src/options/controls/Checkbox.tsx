import type { ComponentChildren } from 'preact';

interface Props {
  id: string;
  label: string;
  /** Rendered with the id `<id>-note`. */
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
  onChange(checked: boolean): void;
  children?: ComponentChildren;
}

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
