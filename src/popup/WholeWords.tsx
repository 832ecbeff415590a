/** A number with the word after it, and a word with a hyphen, such as "e-mails". */
const WHOLE = /(\S*\p{N}\s\S+|\S+-\S+)/u;

/** A text that breaks into lines where it reads well: nothing is parted that belongs together, if there is room. */
export function WholeWords({ text }: { text: string }) {
  return (
    <>
      {text.split(WHOLE).map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} class="whole">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
