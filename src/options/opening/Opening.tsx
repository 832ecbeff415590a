import { parseUrl } from '../../core/answer/link';
import { TAB_CHOICES } from '../../core/settings/settings';
import type { Shortcut } from '../../core/settings/shortcut';
import { Icon } from '../../ui/Icon';
import { attentionIcon } from '../../ui/icons';
import { Choice } from '../controls/Choice';
import { Flag } from '../controls/Flag';
import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import { Shortcuts } from './Shortcuts';

interface Props extends GroupProps {
  /** Webmail addresses whose tabs Facteur has no permission to see. */
  blindWebmails: readonly string[];
  shortcuts: readonly Shortcut[];
  /** Call it directly in the click handler. */
  onAllow(address: string): Promise<void>;
  onOpenShortcuts(): Promise<void>;
}

export function Opening({ blindWebmails, shortcuts, onAllow, onOpenShortcuts, ...group }: Props) {
  const { settings, t } = group;
  // Both settings need to find the webmail's tab.
  const needsTabs = settings.openIn === 'reuse' || !settings.notifyInWebmail;
  return (
    <Section group="opening" t={t}>
      <div class="card">
        <Choice
          name="openIn"
          values={TAB_CHOICES}
          labels={{ reuse: 'openReuse', new: 'openNew' }}
          {...group}
        />
        {needsTabs && blindWebmails.length > 0 && (
          <div class="setting">
            <p class="hint">{t('tabAccessHint')}</p>
            <ul class="entries">
              {blindWebmails.map(address => {
                const host = parseUrl(address)?.host ?? address;
                return (
                  <li key={address}>
                    <span class="who standing waiting">
                      <Icon icon={attentionIcon} />
                      {t({ key: 'tabAccessMissing', args: [host] })}
                    </span>
                    <button
                      type="button"
                      aria-label={t({ key: 'allowHost', args: [host] })}
                      onClick={() => void onAllow(address)}
                    >
                      {t('allow')}
                    </button>
                  </li>
                );
              })}
            </ul>
          </div>
        )}
        <Flag name="openBehind" label="openBehind" {...group} />
        {shortcuts.length > 0 && <Shortcuts shortcuts={shortcuts} t={t} onOpen={onOpenShortcuts} />}
      </div>
    </Section>
  );
}
