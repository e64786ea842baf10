/** Where the help tells about a page of the product; the first that fits counts. */
export const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, '/help/reference/pages#home'],
  [/^\/bookings\/[^/]+/, '/help/reference/pages#a-booking'],
  [/^\/bookings/, '/help/reference/pages#bookings'],
  [/^\/statistics/, '/help/reference/pages#statistics'],
];

export const helpFor = (path: string): string => PLACES.find(([page]) => page.test(path))?.[1] ?? '/help';
