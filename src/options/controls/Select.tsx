import type { ComponentChildren } from 'preact';

interface Props<Value extends string | number> {
  id: string;
  label: string;
  values: readonly Value[];
  value: Value;
  disabled?: boolean;
  textOf(value: Value): string;
  onChange(value: Value): void;
  /** Shown beside the list. */
  beside?: ComponentChildren;
  /** Why the value can't be changed; rendered with the id `<id>-note`. */
  note?: ComponentChildren;
}

export function Select<Value extends string | number>(props: Props<Value>) {
  const { id, label, values, value, disabled, textOf, onChange, beside, note } = props;
  return (
    <div class="setting">
      <label for={id}>{label}</label>
      <div class="line">
        <select
          id={id}
          value={String(value)}
          disabled={disabled}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={event => {
            const wanted = values.find(it => String(it) === event.currentTarget.value);
            if (wanted !== undefined) onChange(wanted);
          }}
        >
          {values.map(it => (
            <option key={it} value={String(it)}>
              {textOf(it)}
            </option>
          ))}
        </select>
        {beside}
      </div>
      {note && (
        <p id={`${id}-note`} class="policy-note">
          {note}
        </p>
      )}
    </div>
  );
}
