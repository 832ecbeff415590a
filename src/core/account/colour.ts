/** The numbers of the colours, as in the class `colour-0`. */
export const COLOURS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

interface Coloured {
  readonly id: string;
  readonly colour: string;
}

/** The chosen colour; without a choice one of its own, by the order of all accounts, as long as there are enough. */
export function accountColour(id: string, accounts: readonly Coloured[]): string {
  const taken = accounts.map(chosenColour).filter(it => it !== undefined);
  for (const account of accounts) {
    const chosen = chosenColour(account);
    const colour = chosen ?? leastTaken(taken);
    if (account.id === id) return colour;
    if (!chosen) taken.push(colour);
  }
  return COLOURS[0];
}

export function colourByName(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return String(hash % COLOURS.length);
}

function chosenColour({ colour }: Coloured): string | undefined {
  return COLOURS.find(it => it === colour);
}

function leastTaken(taken: readonly string[]): string {
  const uses = COLOURS.map(colour => taken.filter(it => it === colour).length);
  return COLOURS[uses.indexOf(Math.min(...uses))] ?? COLOURS[0];
}
