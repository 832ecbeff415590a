import { useState } from 'preact/hooks';
import { Icon } from '../../ui/Icon';
import { tickIcon, warningIcon } from '../../ui/icons';

/** `said` is for screen readers only, because the page shows its text elsewhere. */
type Kind = 'saved' | 'failed' | 'said';

export interface Report {
  kind: Kind;
  words: string;
  /** Serial number, so that two equal reports in a row are both announced. */
  nth: number;
}

/** Returns the latest report and a function that adds one. */
export function useReports(): [Report | undefined, (kind: Kind, words: string) => void] {
  const [report, setReport] = useState<Report>();
  return [report, (kind, words) => setReport(before => ({ kind, words, nth: (before?.nth ?? 0) + 1 }))];
}

/** The only live region of the page. `saved` fades out; `failed` stays. */
export function Status({ report }: { report: Report | undefined }) {
  return (
    <p role="status" class={`status ${report?.kind ?? ''}`}>
      {report && (
        <span key={report.nth}>
          {report.kind !== 'said' && <Icon icon={report.kind === 'saved' ? tickIcon : warningIcon} />}
          {report.words}
        </span>
      )}
    </p>
  );
}
