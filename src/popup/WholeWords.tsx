/** A number with the next word, or a word with a hyphen, such as "e-mails". */
const WHOLE = /(\S*\p{N}\s\S+|\S+-\S+)/u;

/** A text whose numbers and hyphenated words aren't broken across lines, if there is room. */
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
