/** The numbers of the colours, as in the class `colour-0`. */
export const COLOURS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

/** The chosen colour, else the account's own, by its name. */
export function accountColour({ colour, name }: { colour: string; name: string }): string {
  return COLOURS.find(it => it === colour) ?? colourByName(name);
}

export function colourByName(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return String(hash % COLOURS.length);
}
