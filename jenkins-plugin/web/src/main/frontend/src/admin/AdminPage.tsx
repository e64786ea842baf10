import { NavLink, Outlet } from 'react-router';
import { useMe } from '../api/queries';
import { useTitle } from '../app/title';
import { Empty } from '../ui/basics';

const PARTS = [
  { path: '', title: 'Hosts and virtual pods', needs: 'MANAGE_LABS' },
  { path: 'outages', title: 'Outages', needs: 'MANAGE_LABS' },
  { path: 'leaks', title: 'Leaks', needs: 'MANAGE_LABS' },
  { path: 'approvals', title: 'To approve', needs: 'MANAGE_BOOKINGS' },
  { path: 'queue', title: 'Wait list', needs: 'MANAGE_BOOKINGS' },
  { path: 'access', title: 'Access', needs: 'MANAGE' },
  { path: 'record', title: 'Record', needs: 'VIEW' },
];

/** What those see to who manage labs and bookings. */
export function AdminPage() {
  useTitle('Admin');
  const rights = useMe().data?.rights ?? [];
  if (rights.length > 0 && !rights.some((right) => right.startsWith('MANAGE'))) {
    return (
      <Empty>
        <h1>Admin</h1>
        <p>These pages are for those who manage labs or bookings; your account may not. Ask an admin of the lab.</p>
      </Empty>
    );
  }
  return (
    <>
      <h1>Admin</h1>
      <nav aria-label="Admin" className="tabs">
        {PARTS.filter((part) => rights.includes(part.needs)).map((part) => (
          <NavLink key={part.path} to={part.path} end>
            {part.title}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
