const NAMES = ['ink', 'quiet', 'line', 'accent', 'good', 'busy', 'danger'] as const;
export type Colours = Record<(typeof NAMES)[number], string>;

/** The page's colours as they are now; a canvas knows nothing of style sheets. */
export function colours(near: Element): Colours {
  const probe = document.createElement('span');
  near.parentElement?.append(probe);
  const found = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Colours;
  probe.remove();
  return found;
}

/** Calls when the page turns light or dark, by the system or by the reader's choice. */
export function watchColours(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  dark.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
