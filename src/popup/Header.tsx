import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { checkIcon } from '../ui/icons';
import { WholeWords } from './WholeWords';

interface Props {
  /** The counts, then whatever else is told to those who don't see the popup. */
  status: readonly [string, ...string[]];
  age: string;
  checking: boolean;
  t: Translate;
  check(): void;
}

/** The counts, how old they are, and the button to check. The page's one live region is in it. */
export function Header({ status, age, checking, t, check }: Props) {
  const [counts, ...others] = status;
  return (
    <header>
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
        <p class="age">{checking ? t('checking') : age}</p>
      </div>
      {/* Not disabled while it is busy, for that would take the focus from it. */}
      <button
        type="button"
        aria-busy={checking}
        aria-disabled={checking}
        aria-keyshortcuts="r"
        onClick={check}
      >
        <Icon icon={checkIcon} />
        {t('checkNow')}
      </button>
    </header>
  );
}
