import { NavLink, Outlet } from 'react-router';
import { useMe } from '../api/queries';
import { useTitle } from '../app/title';
import { Empty, Loaded } from '../ui/basics';

const PARTS: readonly { path: string; title: string; needs: readonly string[] }[] = [
  { path: '/admin', title: 'Labs and hosts', needs: ['MANAGE_LABS', 'MANAGE_BOOKINGS'] },
  { path: '/admin/vpods', title: 'Virtual pods', needs: ['MANAGE_LABS'] },
  { path: '/admin/outages', title: 'Outages', needs: ['MANAGE_LABS'] },
  { path: '/admin/bookings', title: 'Bookings', needs: ['MANAGE_BOOKINGS'] },
  { path: '/admin/images', title: 'Images', needs: ['MANAGE_LABS'] },
  { path: '/admin/installers', title: 'Installers', needs: ['MANAGE_LABS'] },
  { path: '/admin/access', title: 'Access', needs: ['MANAGE'] },
  { path: '/admin/audit', title: 'Audit', needs: ['MANAGE_LABS', 'MANAGE_BOOKINGS'] },
];

/** What those who manage labs or bookings see and do; the API refuses others whatever is shown. */
export function AdminPage() {
  useTitle('Admin');
  const me = useMe();
  const rights = me.data?.rights ?? [];
  const parts = PARTS.filter((part) => part.needs.some((right) => rights.includes(right)));
  return (
    <Loaded query={me} what="your rights">
      <h1>Admin</h1>
      {parts.length === 0 ? (
        <Empty>
          <p>This is for those who manage labs or bookings. Ask an admin of the lab for the right MANAGE_LABS or MANAGE_BOOKINGS if you should.</p>
        </Empty>
      ) : (
        <>
          <nav className="tabs" aria-label="Parts of admin">
            {parts.map((part) => (
              <NavLink key={part.path} to={part.path} end={part.path === '/admin'}>
                {part.title}
              </NavLink>
            ))}
          </nav>
          <Outlet />
        </>
      )}
    </Loaded>
  );
}
