import { useEffect, useRef, useState } from 'preact/hooks';

/** How long a user pauses before what they have typed is taken, in ms. */
const PAUSE = 500;

/** What an input needs to keep what is being typed in it. */
interface Draft {
  value: string;
  onInput(event: { currentTarget: HTMLInputElement }): void;
  onChange(event: { currentTarget: HTMLInputElement }): void;
  onBlur(): void;
}

/**
 * Lets a user type at their ease: `take` receives the text after a pause, and at once when they leave the field. What
 * is stored meanwhile, here or elsewhere, never changes a field that is being typed in.
 * @param stored what the field shows while nobody types in it
 * @param take tells whether the text will do; one that won't stays, to be mended
 */
export function useDraft(stored: string, take: (text: string) => boolean): Draft {
  const [draft, setDraft] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTyping = useRef(false);
  // By reference, so that a pause that ends after the page was drawn again takes the text as the page is by then.
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isTyping.current) setDraft(undefined);
  }, [stored]);
  return {
    value: draft ?? stored,
    onInput({ currentTarget: { value } }) {
      isTyping.current = true;
      setDraft(value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => taking.current(value), PAUSE);
    },
    onChange({ currentTarget: { value } }) {
      clearTimeout(timer.current);
      setDraft(taking.current(value) ? undefined : value);
    },
    onBlur() {
      isTyping.current = false;
    },
  };
}
