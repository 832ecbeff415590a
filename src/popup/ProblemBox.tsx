import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon';
import type { IconDrawing } from '../ui/icons';

interface Props {
  /** `needs-you`: the problem stays until the user acts. */
  look: 'needs-you' | 'failing';
  icon: IconDrawing;
  headline: string;
  children?: ComponentChildren;
}

/** A problem, its explanation and the button that helps. The status announces the problem too. */
export function ProblemBox({ look, icon, headline, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class={`alert ${look}`} role="group" aria-label={headline}>
      <Icon icon={icon} />
      <div>
        <p class="headline">{headline}</p>
        {children}
      </div>
    </div>
  );
}
