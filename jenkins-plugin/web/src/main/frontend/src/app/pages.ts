/** A page that the navigation leads to. */
export interface NavigationEntry {
  path: string;
  title: string;
  /** Shown only to those who have one of these rights; the API refuses others anyway. */
  needs?: string[];
}

export const pages: NavigationEntry[] = [
  { path: '/', title: 'Home' },
  { path: '/bookings', title: 'Bookings' },
];
