import { useEffect, useRef, useState } from 'preact/hooks';

/** Debounce time: how long typing must pause before the text is saved, in ms. */
const PAUSE = 500;

/** Props for the `<input>`. */
interface Draft {
  value: string;
  onInput(event: { currentTarget: HTMLInputElement }): void;
  onChange(event: { currentTarget: HTMLInputElement }): void;
  onBlur(): void;
}

/**
 * Debounced text input: `take` gets the text after a pause, and at once when the user leaves the field. A
 * changed `stored` value never overwrites a field in which the user is typing.
 * @param stored shown while the user isn't typing
 * @param take saves the text and returns true, or returns false if it is invalid; an invalid text stays in
 * the field
 */
export function useDraft(stored: string, take: (text: string) => boolean): Draft {
  const [draft, setDraft] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTyping = useRef(false);
  // A ref, so that the timer calls the latest `take` after a new render.
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
