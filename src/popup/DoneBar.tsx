import type { Translate } from '../core/text/text';
import type { Report } from './use-deeds';

interface Props {
  report: Report | undefined;
  t: Translate;
}

/** Says what the user has done, and takes it back. Empty without a report: screen readers tell only changes. */
export function DoneBar({ report, t }: Props) {
  return (
    <div class={report ? 'done-bar' : undefined}>
      <p role="status">{report && t(report.text)}</p>
      {report?.undo && (
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
    </div>
  );
}
