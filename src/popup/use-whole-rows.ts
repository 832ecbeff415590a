import { useLayoutEffect } from 'preact/hooks';

/** In px for each row. More would look torn apart, less would look crowded. */
const MOST = 20;
const LEAST = -4;

/** Fewer whole rows can't share what is left. */
const FEWEST = 2;

/** Sets `--stretch`, by which each row is higher (or lower): the lowest visible row of a long list is then whole. */
export function useWholeRows(): void {
  useLayoutEffect(() => {
    const main = document.querySelector('main');
    if (!main) return;
    const stretch = () => main.style.setProperty('--stretch', `${stretchFor(main)}px`);
    stretch();
    addEventListener('resize', stretch);
    return () => removeEventListener('resize', stretch);
  });
}

function stretchFor(main: HTMLElement): number {
  const present = Number.parseFloat(main.style.getPropertyValue('--stretch')) || 0;
  const { top, height } = main.getBoundingClientRect();
  let whole = 0;
  for (const row of main.querySelectorAll('.messages > li')) {
    const rect = row.getBoundingClientRect();
    // As if no row were stretched.
    const start = rect.top - top + main.scrollTop - whole * present;
    const end = start + rect.height - present;
    if (start >= height) return 0;
    // Half a pixel more, because heights are rounded.
    if (end > height + 0.5) {
      if (whole < FEWEST) return 0;
      const [below, above] = [(height - start) / whole, (height - end) / (whole + 1)];
      return roundedDown([below, above].find(it => it >= LEAST && it <= MOST) ?? 0);
    }
    whole += 1;
  }
  return 0;
}

/** To an eighth, which the browser can lay out exactly: another rendering then measures the same. */
function roundedDown(pixels: number): number {
  return Math.floor(pixels * 8) / 8;
}
