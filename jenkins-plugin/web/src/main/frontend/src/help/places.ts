/** Where the help tells about a page of the product; the first that fits counts. */
export const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, '/help/reference/pages#home'],
  [/^\/calendar/, '/help/reference/pages#calendar'],
  [/^\/book(\/|$)/, '/help/reference/pages#book-step-by-step'],
  [/^\/pods/, '/help/reference/pages#pods'],
  [/^\/software/, '/help/reference/pages#software'],
  [/^\/snapshots/, '/help/reference/pages#snapshots'],
  [/^\/bookings\/[^/]+\/console/, '/help/reference/pages#a-console'],
  [/^\/bookings\/[^/]+/, '/help/reference/pages#a-booking'],
  [/^\/bookings/, '/help/reference/pages#bookings'],
  [/^\/admin\/vpods/, '/help/reference/pages#virtual-pods'],
  [/^\/admin\/outages/, '/help/reference/pages#outages'],
  [/^\/admin\/bookings/, '/help/reference/pages#bookings-of-everybody'],
  [/^\/admin\/images/, '/help/reference/pages#images'],
  [/^\/admin\/installers/, '/help/reference/pages#installers'],
  [/^\/admin\/access/, '/help/reference/pages#access'],
  [/^\/admin\/audit/, '/help/reference/pages#audit'],
  [/^\/admin\/labs/, '/help/reference/pages#lab-file'],
  [/^\/admin/, '/help/reference/pages#admin'],
  [/^\/statistics/, '/help/reference/pages#statistics'],
];

export const helpFor = (path: string): string => PLACES.find(([page]) => page.test(path))?.[1] ?? '/help';
