import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon';
import type { IconDrawing } from '../ui/icons';

interface Props {
  /** `needs-you` where nothing gets better until the user acts. */
  look: 'needs-you' | 'failing';
  icon: IconDrawing;
  /** In the user's language. */
  headline: string;
  children?: ComponentChildren;
}

/** What is wrong, with what to say of it and the button that helps. The page's status tells of it as well. */
export function ProblemBox({ look, icon, headline, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, for nothing is filled in
    <div class={`alert ${look}`} role="group" aria-label={headline}>
      <Icon icon={icon} />
      <div>
        <p class="headline">{headline}</p>
        {children}
      </div>
    </div>
  );
}
