/** Default-ignorable characters without joiners and variation selectors, blank braille, annotation marks. */
const INVISIBLE =
  /(?!\p{Join_Control}|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\u2800\ufff9-\ufffb]/gu;

/** A joiner between letters that don't join. Emoji, Arabic and Indian scripts need theirs. */
const IDLE_JOINER =
  /[\u200c\u200d](?<=(?:^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\s])(?<!\p{Emoji_Presentation}).)[\u200c\u200d]*/gu;

/** Runs of white space and control characters; keeps no-break spaces. */
const SPACE = /(?:(?![\u00a0\u202f])[\p{Cc}\s])+/gu;

/** `text` in one line, without invisible characters, which can disguise a sender. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '').replace(IDLE_JOINER, '').replace(SPACE, ' ').trim();
}
