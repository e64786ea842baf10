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
