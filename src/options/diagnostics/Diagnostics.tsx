import { useState } from 'preact/hooks';
import { quietText } from '../../core/settings/quiet';
import { datesAt } from '../../core/text/friendly-date';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { diagnosticsText, type Diagnostics as Facts } from '../../core/view/diagnostics';
import { Section } from '../page/Section';
import { AccountsTable, ChecksTable } from './DiagnosticsTables';

interface Props {
  diagnostics: Facts;
  /** BCP 47 */
  locale: string;
  t: Translate;
  /** Copies a text to the clipboard. Call it directly in the click handler. */
  onCopy(text: string): Promise<void>;
  /** Announces a text to screen readers. */
  announce(text: MessageKey | Text): void;
}

/** Facts for a bug report, without secrets and without mail. */
export function Diagnostics({ diagnostics, locale, t, onCopy, announce }: Props) {
  const [copied, setCopied] = useState<'copied' | 'copyFailed'>();
  const { about, now, quiet, sync, accounts, checks } = diagnostics;
  const dates = datesAt(now, locale);

  const copy = async () => {
    const outcome = await onCopy(diagnosticsText(diagnostics)).then(
      () => 'copied' as const,
      () => 'copyFailed' as const,
    );
    setCopied(outcome);
    announce(outcome);
  };
  const alarm = ({ name, at, period }: Facts['about']['alarms'][number]) => {
    const when = dates.exact(at);
    return t(
      period === undefined
        ? { key: 'alarmOnce', args: [name, when] }
        : { key: 'alarmEvery', args: [name, when, period] },
    );
  };
  const facts: [MessageKey, string | string[]][] = [
    ['factBrowser', about.browser],
    ['factVersion', about.version],
    ['factSystem', about.system],
    ['factLanguage', about.language],
    ['factPermissions', about.permissions.join(', ') || t('none')],
    ['notificationsGroup', t(blockedText(about.notificationsBlocked))],
    ['factHosts', about.hosts.join(', ') || t('none')],
    ['factAlarms', about.alarms.length > 0 ? about.alarms.map(alarm) : t('none')],
    ['factQuiet', quiet ? t(quietText(quiet)) : t('none')],
    ['factSync', t(sync ? 'switchedOn' : 'switchedOff')],
    [
      'factStorage',
      t({
        key: 'storageUse',
        args: [sizeText(about.localBytes, locale, t), sizeText(about.syncBytes, locale, t)],
      }),
    ],
  ];
  return (
    <Section group="diagnostics" t={t}>
      <div class="card diagnostics">
        <p class="hint">{t('diagnosticsHint')}</p>
        <div class="buttons">
          <button type="button" onClick={() => void copy()}>
            {t('copyDiagnostics')}
          </button>
          {copied && <span class={copied === 'copied' ? 'good' : 'problem'}>{t(copied)}</span>}
        </div>
        <dl>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              {[value].flat().map(line => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
        </dl>
        {accounts.length > 0 && <AccountsTable accounts={accounts} dates={dates} t={t} />}
        {checks.length > 0 && (
          <details>
            <summary>{t({ plural: 'lastChecks', count: checks.length })}</summary>
            <ChecksTable checks={checks} dates={dates} locale={locale} t={t} />
          </details>
        )}
      </div>
    </Section>
  );
}

function blockedText(blocked: boolean | undefined): MessageKey {
  if (blocked === undefined) return 'unknown';
  return blocked ? 'notificationsBlocked' : 'notificationsAllowed';
}

/** @param bytes undefined if unknown */
function sizeText(bytes: number | undefined, locale: string, t: Translate): string {
  if (bytes === undefined) return t('unknown');
  const style = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / 1000);
}
