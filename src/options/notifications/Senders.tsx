import type { GroupProps } from '../page/group';
import { Section } from '../page/Section';
import type { SoundActions } from '../sound/sounds';
import { MutedSenders } from './MutedSenders';
import { Vips } from './Vips';

interface Props extends GroupProps {
  sounds: SoundActions;
  hasOwnSound: boolean;
  say(words: string): void;
}

export function Senders({ sounds, hasOwnSound, say, ...group }: Props) {
  return (
    <Section group="senders" t={group.t}>
      <div class="card">
        <Vips sounds={sounds} hasOwnSound={hasOwnSound} say={say} {...group} />
        <MutedSenders {...group} />
      </div>
    </Section>
  );
}
