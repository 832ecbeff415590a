import type { ComponentChildren } from 'preact';
import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { checkIcon } from '../ui/icons';
import { WholeWords } from './WholeWords';

interface Props {
  /** The visible counts, then texts for screen readers only. */
  status: readonly [string, ...string[]];
  age: string;
  checking: boolean;
  t: Translate;
  /** Undefined if a check can't help. */
  check: (() => void) | undefined;
  /** Beside the time. */
  children?: ComponentChildren;
}

/** Counts, time of the last check, check button. Its live region tells the state of all accounts. */
export function Header({ status, age, checking, t, check, children }: Props) {
  const [counts, ...others] = status;
  return (
    <header>
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
      {/* Not `disabled` while checking, because the button would lose the focus. */}
      {check && (
        <button
          type="button"
          class="check"
          aria-busy={checking}
          aria-disabled={checking}
          aria-keyshortcuts="r"
          onClick={check}
        >
          <Icon icon={checkIcon} />
          {t('checkNow')}
        </button>
      )}
      <div class="second">
        <p class="age">{checking ? t('checking') : age}</p>
        {children}
      </div>
    </header>
  );
}
