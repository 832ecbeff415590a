/** A key of `_locales/en/messages.json`, the texts' source language. */
export type MessageKey = keyof typeof import('../../../_locales/en/messages.json');

/** A base whose `…_one` and `…_other` forms both exist. */
export type PluralKey = {
  [Key in MessageKey]: Key extends `${infer Base}_one`
    ? `${Base}_other` extends MessageKey
      ? Base
      : never
    : never;
}[MessageKey];

/** A plural's form for one of its language's categories. English has but two of the six. */
export type PluralForm = `${PluralKey}_${Intl.LDMLPluralRule}`;

/** What fills `$1` … `$9` of a message: words as they stand, a time (ms since 1970), a number, another text. */
export type Argument = string | number | { time: number } | Text;

/** A text to show, in no language yet. With `count`, the language's plural rule picks the form and `$1` is the count. */
export type Text = { key: MessageKey; args?: Argument[] } | { plural: PluralKey; count: number };

/** Puts a text into the user's language. */
export type Translate = (text: MessageKey | Text) => string;
