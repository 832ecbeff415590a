import { useState } from 'preact/hooks';
import { Icon } from '../../ui/Icon';
import { tickIcon, warningIcon } from '../../ui/icons';

/** `said` is there to be read elsewhere on the page; the others are seen here. */
type Kind = 'saved' | 'failed' | 'said';

export interface Report {
  kind: Kind;
  words: string;
  /** Counts the reports: one that says the same as the last is another all the same. */
  nth: number;
}

/** The latest report, and the function that makes the next one. */
export function useReports(): [Report | undefined, (kind: Kind, words: string) => void] {
  const [report, setReport] = useState<Report>();
  return [report, (kind, words) => setReport(before => ({ kind, words, nth: (before?.nth ?? 0) + 1 }))];
}

/** The page's one live region. That something was saved fades away; that it couldn't be stays. */
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
