import type { ComponentChildren } from 'preact';
import type { MessageKey, Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import {
  bellIcon,
  checkIcon,
  fileIcon,
  type IconDrawing,
  letterIcon,
  openIcon,
  peopleIcon,
  pulseIcon,
  quietIcon,
  soundIcon,
  textSizeIcon,
} from '../../ui/icons';
import type { Group } from './group';

export const GROUP_TITLES: Readonly<Record<Group, MessageKey>> = {
  accounts: 'accounts',
  checking: 'checkingGroup',
  notifications: 'notificationsGroup',
  senders: 'sendersGroup',
  quiet: 'quietGroup',
  sound: 'soundGroup',
  opening: 'openingGroup',
  appearance: 'appearanceGroup',
  backup: 'backup',
  diagnostics: 'diagnostics',
};

export const GROUP_ICONS: Readonly<Record<Group, IconDrawing>> = {
  accounts: letterIcon,
  checking: checkIcon,
  notifications: bellIcon,
  senders: peopleIcon,
  quiet: quietIcon,
  sound: soundIcon,
  opening: openIcon,
  appearance: textSizeIcon,
  backup: fileIcon,
  diagnostics: pulseIcon,
};

interface Props {
  group: Group;
  t: Translate;
  children: ComponentChildren;
}

export function Section({ group, t, children }: Props) {
  return (
    <section aria-labelledby={group}>
      <h2 id={group}>
        <Icon icon={GROUP_ICONS[group]} />
        {t(GROUP_TITLES[group])}
      </h2>
      {children}
    </section>
  );
}
