import type { GroupProps } from './group';
import { MutedSenders } from './MutedSenders';
import { Section } from './Section';
import type { SoundActions } from './sounds';
import { Vips } from './Vips';

interface Props extends GroupProps {
  sounds: SoundActions;
  hasOwnSound: boolean;
  say(words: string): void;
}

/** The senders who always come through, and those who never do. */
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
