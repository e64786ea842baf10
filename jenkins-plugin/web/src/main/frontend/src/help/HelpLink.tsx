import { Link, useLocation } from 'react-router';
import { helpFor } from './places';

/** Leads to what the help says about the page that is shown. */
export function HelpLink() {
  const { pathname } = useLocation();
  if (pathname.startsWith('/help')) return null;
  return (
    <Link to={helpFor(pathname)} className="context-help">
      Help on this page
    </Link>
  );
}
