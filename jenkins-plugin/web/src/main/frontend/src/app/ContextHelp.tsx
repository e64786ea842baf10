import { Link, useLocation } from 'react-router';

/** Which text of the help belongs to which pages, by how their addresses begin; the longest fits first. */
const TEXTS: [string, string][] = [
  ['/pods/draw', 'tutorial/tour#draw-a-pod'],
  ['/pods', 'how-to/make-your-own-pod'],
  ['/admin/outages', 'reference/api'],
  ['/admin', 'how-to/quarantined-pod'],
  ['/calendar', 'tutorial/tour#calendar'],
  ['/bookings/', 'tutorial/tour#a-booking'],
  ['/bookings', 'explanation/states'],
  ['/book', 'tutorial/tour#book-in-two-clicks'],
  ['/snapshots', 'how-to/save-a-machine'],
  ['/statistics', 'tutorial/tour#statistics'],
  ['/help', ''],
  ['/', 'tutorial/tour#home'],
];

export const helpFor = (path: string): string => TEXTS.find(([begin]) => path.startsWith(begin))?.[1] ?? '';

/** Leads to the text about the page that is open. */
export function ContextHelp() {
  const { pathname } = useLocation();
  const text = helpFor(pathname);
  return text ? (
    <Link className="context-help" to={`/help/${text}`}>
      About this page
    </Link>
  ) : null;
}
