import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiProvider } from '../api/context';
import type { HostPage } from '../api/host';
import { ZoneProvider } from '../time/zone';
import { routes } from './routes';

export function App({ host }: { host: HostPage }) {
  const [router] = useState(() => createBrowserRouter(routes, { basename: host.home }));
  return (
    <ApiProvider host={host}>
      <ZoneProvider>
        <RouterProvider router={router} />
      </ZoneProvider>
    </ApiProvider>
  );
}
