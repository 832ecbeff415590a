import type { Account } from '../../core/account/account';
import { accountColour, COLOURS } from '../../core/account/colour';
import type { MessageKey, Translate } from '../../core/text/text';

interface Props {
  account: Account;
  /** All accounts, in order. */
  accounts: readonly Account[];
  t: Translate;
  onChange(colour: Account['colour']): void;
}

const NAMES: Readonly<Record<(typeof COLOURS)[number], MessageKey>> = {
  0: 'colourBlue',
  1: 'colourRust',
  2: 'colourGreen',
  3: 'colourMagenta',
  4: 'colourTeal',
  5: 'colourRed',
  6: 'colourViolet',
  7: 'colourOlive',
};

/** The account's own colour, or one of eight. Each has a name, for those who can't tell them apart. */
export function ColourChoice({ account, accounts, t, onChange }: Props) {
  const name = `colour-${account.id}`;
  const own = accountColour(
    account.id,
    accounts.map(it => (it.id === account.id ? { ...it, colour: '' } : it)),
  );
  return (
    <fieldset class="setting">
      <legend>{t('colour')}</legend>
      <div class="swatches">
        {(['', ...COLOURS] as const).map(colour => (
          <label
            key={colour}
            class={`swatch colour-${colour || own}`}
            title={colour ? t(NAMES[colour]) : undefined}
          >
            <input
              type="radio"
              name={name}
              checked={account.colour === colour}
              onChange={() => onChange(colour)}
            />
            <span class={colour ? 'unseen' : ''}>{t(colour ? NAMES[colour] : 'ownColour')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
