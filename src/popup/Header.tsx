import { checkedText } from '../core/friendly-date';
import type { State } from '../core/state';
import { statusTexts } from '../core/status';
import type { Translate } from '../core/text';
import { Icon } from '../ui/Icon';
import type { PopupProps } from './props';
import { useHeight } from './use-height';
import { WholeWords } from './WholeWords';

interface Props extends PopupProps {
  checking: boolean;
  check(): void;
}

/** The counts, how old they are, and the button to check. The page's one live region is in it. */
export function Header({ state, now, locale, t, checking, check }: Props) {
  const [counts = '', ...others] = statusTexts(state, now).map(t);
  return (
    <header ref={useHeight('--header')}>
      <div class="summary">
        <div role="status">
          <h1>
            <WholeWords text={counts} />
          </h1>
          {[...(checking ? [t('checking')] : []), ...others].map(text => (
            <p key={text} class="visually-hidden">
              {text}
            </p>
          ))}
        </div>
        <p class="age">{checking ? t('checking') : ageText(state, now, locale, t)}</p>
      </div>
      {/* Not disabled while it is busy, for that would take the focus from it. */}
      <button
        type="button"
        aria-busy={checking}
        aria-disabled={checking}
        aria-keyshortcuts="r"
        onClick={check}
      >
        <Icon name="check" />
        {t('checkNow')}
      </button>
    </header>
  );
}

/** How old the oldest of what is shown is; said as last known where a check has failed. */
function ageText({ accounts, mailboxes }: State, now: number, locale: string, t: Translate): string {
  const checked = accounts
    .flatMap(account => mailboxes[account.id] ?? [])
    .filter(({ checkedAt }) => checkedAt > 0);
  if (checked.length === 0) return '';
  const oldest = Math.min(...checked.map(({ checkedAt }) => checkedAt));
  if (checked.some(({ failure }) => failure)) return t({ key: 'lastKnownAt', args: [{ time: oldest }] });
  return t(checkedText(oldest, now, locale));
}
