import type { Refusal } from '../core/mailbox/outbox-entry';
import type { Translate } from '../core/text/text';
import { refusalReason, refusalsText, refusalText } from '../core/view/refusals';
import { Icon } from '../ui/Icon';
import { closeIcon, warningIcon } from '../ui/icons';
import { ProblemBox } from './ProblemBox';

interface Props {
  refusals: readonly Refusal[] | undefined;
  t: Translate;
  onDismiss(): void;
}

/** The newest ones; the headline counts all. */
const SHOWN = 3;

/** What the server refused, and why, until the user has read it. */
export function RefusalBox({ refusals = [], t, onDismiss }: Props) {
  const headline = refusalsText(refusals);
  const [only] = refusals;
  if (!headline || !only) return null;
  return (
    <ProblemBox look="needs-you" icon={warningIcon} headline={t(headline)}>
      {refusals.length === 1 ? (
        <p>{t(refusalReason(only))}</p>
      ) : (
        <ul>
          {refusals
            .slice(-SHOWN)
            .reverse()
            .map((refusal, index) => (
              <li key={index}>
                {t(refusalText(refusal))}
                <br />
                {t(refusalReason(refusal))}
              </li>
            ))}
        </ul>
      )}
      <button
        type="button"
        class="quiet dismiss"
        title={t('close')}
        aria-label={t('close')}
        onClick={onDismiss}
      >
        <Icon icon={closeIcon} />
      </button>
    </ProblemBox>
  );
}
