import type { ComponentChildren } from 'preact';
import type { MessageKey, Text, Translate } from '../../core/text/text';

interface Props<Value extends string> {
  /** Name of the radio group; each radio's id is `<name>-<value>`. */
  name: string;
  legend: string;
  values: readonly Value[];
  labels: Readonly<Record<Value, MessageKey | Text>>;
  value: Value;
  disabled: boolean;
  describedBy?: string | undefined;
  t: Translate;
  onChange(value: Value): void;
  isMissing?(value: Value): boolean;
  /** Shown at the end of an option's line. */
  beside?(value: Value): ComponentChildren;
  below?(value: Value): ComponentChildren;
  children?: ComponentChildren;
}

export function Radios<Value extends string>(props: Props<Value>) {
  const { name, legend, values, labels, value, disabled, describedBy, t, onChange } = props;
  return (
    <fieldset class="setting" aria-describedby={describedBy}>
      <legend>{legend}</legend>
      {values.map(option => (
        <div key={option} class="tick">
          <input
            id={`${name}-${option}`}
            type="radio"
            name={name}
            checked={option === value}
            disabled={disabled || props.isMissing?.(option)}
            onChange={() => onChange(option)}
          />
          <label for={`${name}-${option}`}>{t(labels[option])}</label>
          {props.beside?.(option)}
          {props.below?.(option)}
        </div>
      ))}
      {props.children}
    </fieldset>
  );
}
