import { Icon } from '../../ui/Icon';
import { closeIcon } from '../../ui/icons';
import { AddSender } from '../controls/AddSender';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import { useListFocus } from '../hooks/use-list-focus';
import type { GroupProps } from '../page/group';

export function MutedSenders(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const { mutedSenders } = settings;
  const locked = isLocked('mutedSenders', policy);
  const { list, removing } = useListFocus<HTMLUListElement>(mutedSenders.length, '#add-muted');
  const remove = (sender: string, index: number) => {
    removing(index);
    change(now => ({ mutedSenders: now.mutedSenders.filter(other => other !== sender) }));
  };
  return (
    <fieldset class="setting" aria-describedby={describedBy('mutedSenders', group, 'muted-note')}>
      <legend>{t('mutedSenders')}</legend>
      <p id="muted-note" class="hint">
        {t('mutedSendersHint')}
      </p>
      {mutedSenders.length > 0 && (
        <ul class="entries" ref={list}>
          {mutedSenders.map((sender, index) => (
            <li key={sender}>
              <span class="who">
                <bdi>{sender}</bdi>
              </span>
              <button
                type="button"
                class="quiet remove"
                disabled={locked}
                aria-label={t({ key: 'removeEntry', args: [sender] })}
                onClick={() => remove(sender, index)}
              >
                <Icon icon={closeIcon} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddSender
        id="add-muted"
        label="addMuted"
        others={mutedSenders}
        disabled={locked}
        describedBy="senders-how"
        t={t}
        onAdd={sender => change(now => ({ mutedSenders: [...now.mutedSenders, sender] }))}
      />
      <PolicyNote name="mutedSenders" {...group} />
    </fieldset>
  );
}
