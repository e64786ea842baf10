/** A page that the navigation leads to. */
export interface NavigationEntry {
  path: string;
  title: string;
  /** Shown only to those who have one of these rights; the API refuses others anyway. */
  needs?: string[];
}

export const pages: NavigationEntry[] = [
  { path: '/', title: 'Home' },
  { path: '/calendar', title: 'Calendar' },
  { path: '/book', title: 'Book', needs: ['BOOK'] },
  { path: '/pods', title: 'Pods' },
  { path: '/software', title: 'Software' },
  { path: '/snapshots', title: 'Snapshots' },
  { path: '/bookings', title: 'Bookings' },
  { path: '/statistics', title: 'Statistics' },
  { path: '/admin', title: 'Admin', needs: ['MANAGE_LABS', 'MANAGE_BOOKINGS', 'MANAGE'] },
  { path: '/help', title: 'Help' },
];
