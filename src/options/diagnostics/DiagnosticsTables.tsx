import type { ComponentChildren } from 'preact';
import { failureKindHeadline } from '../../core/mailbox/failure-table';
import type { Dates } from '../../core/text/friendly-date';
import type { MessageKey, Translate } from '../../core/text/text';
import { type AccountFacts, type CheckFacts, outcomeName } from '../../core/view/diagnostics';

interface Common {
  dates: Dates;
  t: Translate;
}

export function AccountsTable({ accounts, dates, t }: Common & { accounts: readonly AccountFacts[] }) {
  return (
    <Table
      label={t('accounts')}
      head={['factAccount', 'factServer', 'factState', 'factLastAnswer', 'factNextCheck']}
      t={t}
    >
      {accounts.map(({ number, host, failure, checked, next }) => (
        <tr key={number}>
          <th scope="row">{number}</th>
          <td class="server">
            <bdi dir="ltr">{host}</bdi>
          </td>
          <td class="outcome-cell">{failure ? <OutcomeText {...failure} t={t} /> : t('allWell')}</td>
          <td>{checked === undefined ? t('never') : dates.exact(checked)}</td>
          <td>{next === undefined ? t('whenAsked') : dates.exact(next)}</td>
        </tr>
      ))}
    </Table>
  );
}

interface ChecksProps extends Common {
  checks: readonly CheckFacts[];
  /** BCP 47 */
  locale: string;
}

export function ChecksTable({ checks, dates, locale, t }: ChecksProps) {
  const duration = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  });
  return (
    <Table
      label={t({ plural: 'lastChecks', count: checks.length })}
      head={['checkBegan', 'factAccount', 'checkOutcome', 'checkTook']}
      t={t}
    >
      {checks.map((check, index) => (
        <tr key={index}>
          <td class="time">{dates.exact(check.at)}</td>
          <td>{check.number ?? '–'}</td>
          <td class="outcome-cell">
            <OutcomeText outcome={check.outcome} code={check.code} t={t} />
          </td>
          <td class="number">{duration.format(check.duration)}</td>
        </tr>
      ))}
    </Table>
  );
}

interface OutcomeProps {
  outcome: CheckFacts['outcome'];
  code?: number | undefined;
  t: Translate;
}

/** The outcome as text; a failure also with its technical name. */
function OutcomeText({ outcome, code, t }: OutcomeProps) {
  if (outcome === 'ok') return <>{t('checkOk')}</>;
  if (outcome === 'unchanged') return <>{t('checkUnchanged')}</>;
  const name = outcomeName({ outcome, ...(code !== undefined && { code }) });
  return (
    <>
      {t(failureKindHeadline(outcome, code))} <code>{name}</code>
    </>
  );
}

interface TableProps {
  label: string;
  head: readonly MessageKey[];
  t: Translate;
  children: ComponentChildren;
}

/** A table in its own scroll area, which the keyboard can scroll. */
function Table({ label, head, t, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, the keyboard can't scroll the group
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map(key => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
