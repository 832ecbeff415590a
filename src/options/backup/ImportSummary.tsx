import { bringsNothing, type ImportPlan } from '../../core/backup/import-backup';
import type { PolicyProblem } from '../../core/policy/policy';
import type { Text, Translate } from '../../core/text/text';

interface Props {
  plan: ImportPlan;
  problems: readonly PolicyProblem[];
  t: Translate;
}

const MAX_LISTED = 10;

export function ImportSummary({ plan, problems, t }: Props) {
  const managed = [...plan.locked, ...plan.managed];
  const more = problems.length - MAX_LISTED;
  return (
    <>
      <p class="holds">
        {t(bringsNothing(plan) ? 'importNothing' : { key: 'importHolds', args: countsOf(plan) })}
      </p>
      {!bringsNothing(plan) && (
        <p>{t(plan.settings === undefined ? 'importKeepsSettings' : 'importReplaces')}</p>
      )}
      {plan.added + plan.updated > 0 && <p>{t({ key: 'importMerges', args: [plan.updated, plan.added] })}</p>}
      {managed.length > 0 && <p>{t({ key: 'importManaged', args: [managed.join(', ')] })}</p>}
      {problems.length > 0 && (
        <>
          <p class="problem">{t('importLeavesOut')}</p>
          <ul>
            {problems.slice(0, MAX_LISTED).map(({ entry, why }, index) => (
              <li key={index}>
                <code>{entry}</code> {t(why)}
              </li>
            ))}
            {more > 0 && <li>{t({ plural: 'importMoreProblems', count: more })}</li>}
          </ul>
        </>
      )}
    </>
  );
}

export function importedText(plan: ImportPlan): Text {
  const key = plan.added + plan.updated > 0 ? 'importedAccounts' : 'imported';
  return { key, args: countsOf(plan) };
}

function countsOf({ added, updated, settings = 0 }: ImportPlan): Text[] {
  return [
    { plural: 'accountCount', count: added + updated },
    { plural: 'settingCount', count: settings },
  ];
}
