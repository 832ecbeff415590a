import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { closeIcon } from '../ui/icons';
import type { Report } from './use-deeds';

interface Props {
  report: Report | undefined;
  /** A panel needs the room; screen readers still tell what was done. */
  isHidden: boolean;
  t: Translate;
  onClose(): void;
}

/** Says what the user has done, and takes it back. Empty without a report: screen readers tell only changes. */
export function DoneBar({ report, isHidden, t, onClose }: Props) {
  const text = report && t(report.text);
  if (!report || isHidden)
    return (
      <div>
        <p role="status" class="visually-hidden">
          {text}
        </p>
      </div>
    );
  return (
    <div class="done-bar">
      <p role="status" title={text}>
        {text}
      </p>
      {report.undo && (
        <button
          type="button"
          class="quiet"
          aria-keyshortcuts="z"
          title={report.undoes && t(report.undoes)}
          onClick={report.undo}
        >
          {t('undo')}
        </button>
      )}
      <button
        type="button"
        class="quiet dismiss"
        title={t('close')}
        aria-label={t('close')}
        aria-keyshortcuts="Escape"
        onClick={onClose}
      >
        <Icon icon={closeIcon} />
      </button>
    </div>
  );
}
