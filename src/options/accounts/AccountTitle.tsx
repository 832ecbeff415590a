import type { Account } from '../../core/account/account';
import type { Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { downIcon, gripIcon, upIcon } from '../../ui/icons';

export type Direction = 'up' | 'down';

interface Props {
  account: Account;
  colour: string;
  /** Whether there are several accounts; their colours tell them apart. */
  isOneOfMany: boolean;
  /** Where the account can be moved; undefined if the order can't be changed. */
  moves: readonly Direction[] | undefined;
  t: Translate;
  onMove(direction: Direction): void;
}

/** The account's name, and how to change its place. */
export function AccountTitle({ account, colour, isOneOfMany, moves, t, onMove }: Props) {
  return (
    <div class={`account-title colour-${colour}`}>
      {moves && (
        <span class="grip" draggable title={t('moveHow')} aria-hidden="true">
          <Icon icon={gripIcon} />
        </span>
      )}
      {isOneOfMany && <span class="tint" />}
      <h3>
        <bdi>{account.name}</bdi>
      </h3>
      {moves &&
        (['up', 'down'] as const).map(direction => (
          <button
            key={direction}
            type="button"
            name={direction}
            class="quiet move"
            disabled={!moves.includes(direction)}
            aria-label={t({ key: direction === 'up' ? 'moveUp' : 'moveDown', args: [account.name] })}
            title={t('moveHow')}
            onClick={() => onMove(direction)}
          >
            <Icon icon={direction === 'up' ? upIcon : downIcon} />
          </button>
        ))}
    </div>
  );
}
