import { isInForce, type Policy } from '../../core/policy/policy';
import type { Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { organisationIcon } from '../../ui/icons';

interface Props {
  policy: Policy;
  t: Translate;
}

/** Says that an organisation manages settings, and lists invalid entries of its policy. */
export function Managed({ policy, t }: Props) {
  if (!isInForce(policy)) return null;
  return (
    <section class="managed" aria-labelledby="managed">
      <Icon icon={organisationIcon} />
      <div>
        <h2 id="managed">{t('managedTitle')}</h2>
        <p>{t('managedHelp')}</p>
        {policy.problems.length > 0 && (
          <>
            <p class="problem">{t('policyProblems')}</p>
            <ul>
              {policy.problems.map(({ entry, why }) => (
                <li key={entry}>
                  <code dir="ltr">{entry}</code> {t(why)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
