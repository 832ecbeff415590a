import type { ComponentChildren } from 'preact';
import type { MessageKey, Translate } from '../core/text';
import { Icon, type IconName } from '../ui/Icon';
import type { Group } from './group';

export const GROUP_TITLES: Readonly<Record<Group, MessageKey>> = {
  accounts: 'accounts',
  checking: 'checkingGroup',
  notifications: 'notificationsGroup',
  senders: 'sendersGroup',
  quiet: 'quietGroup',
  sound: 'soundGroup',
  opening: 'openingGroup',
  backup: 'backup',
  diagnostics: 'diagnostics',
};

export const GROUP_ICONS: Readonly<Record<Group, IconName>> = {
  accounts: 'letter',
  checking: 'check',
  notifications: 'bell',
  senders: 'people',
  quiet: 'moon',
  sound: 'sound',
  opening: 'open',
  backup: 'file',
  diagnostics: 'pulse',
};

interface Props {
  group: Group;
  t: Translate;
  children: ComponentChildren;
}

/** A group of the page under its heading, which the table of contents leads to. */
export function Section({ group, t, children }: Props) {
  return (
    <section aria-labelledby={group}>
      <h2 id={group}>
        <Icon name={GROUP_ICONS[group]} />
        {t(GROUP_TITLES[group])}
      </h2>
      {children}
    </section>
  );
}
