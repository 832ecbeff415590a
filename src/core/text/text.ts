export type MessageKey = keyof typeof import('../../../_locales/en/messages.json');

export type PluralKey = {
  [Key in MessageKey]: Key extends `${infer Base}_one`
    ? `${Base}_other` extends MessageKey
      ? Base
      : never
    : never;
}[MessageKey];

/** A plural form. English has two of the six categories. */
export type PluralForm = `${PluralKey}_${Intl.LDMLPluralRule}`;

/** An argument for `$1` … `$9`; `time` is ms since 1970. */
export type Argument = string | number | { time: number } | Text;

/** With `count`, the language's plural rule picks the form and `$1` is the count. */
export type Text = { key: MessageKey; args?: Argument[] } | { plural: PluralKey; count: number };

export type Translate = (text: MessageKey | Text) => string;
