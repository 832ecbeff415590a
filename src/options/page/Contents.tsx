import { useEffect, useState } from 'preact/hooks';
import type { Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { GROUPS, type Group } from './group';
import { GROUP_ICONS, GROUP_TITLES } from './Section';

/** The table of contents; marks the section that the user is reading. */
export function Contents({ t }: { t: Translate }) {
  const current = useCurrentGroup();
  return (
    <nav aria-label={t('contents')}>
      <ul>
        {GROUPS.map(group => (
          <li key={group}>
            <a href={`#${group}`} aria-current={group === current ? 'location' : undefined}>
              <Icon icon={GROUP_ICONS[group]} />
              {t(GROUP_TITLES[group])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The last section whose heading has reached the window's upper third; at the page's end, the last. */
function useCurrentGroup(): Group {
  const [current, setCurrent] = useState<Group>(GROUPS[0]);
  useEffect(() => {
    const look = () => {
      const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
      const isAtEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
      const begun = GROUPS.filter(group => {
        const heading = document.getElementById(group);
        return heading && heading.getBoundingClientRect().top < clientHeight / 3;
      });
      setCurrent((isAtEnd ? GROUPS.at(-1) : begun.at(-1)) ?? GROUPS[0]);
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, []);
  return current;
}
