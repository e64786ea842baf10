import type { RouteObject } from 'react-router';
import { HomePage } from '../home/HomePage';
import { Broken } from './Broken';
import { Frame } from './Frame';
import { NotFound } from './NotFound';

/** Every page; what the first one does not need is loaded when it is gone to. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    hydrateFallbackElement: <p className="loading">Loading the page …</p>,
    errorElement: <Broken />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, element: <HomePage /> },
          {
            path: 'bookings',
            lazy: () => import('../booking/BookingsPage').then((m) => ({ Component: m.BookingsPage })),
          },
          {
            path: 'bookings/:id',
            lazy: () => import('../booking/BookingPage').then((m) => ({ Component: m.BookingPage })),
          },
          {
            path: 'calendar',
            lazy: () => import('../calendar/CalendarPage').then((m) => ({ Component: m.CalendarPage })),
          },
          { path: 'book', lazy: () => import('../workflow/DraftsPage').then((m) => ({ Component: m.DraftsPage })) },
          {
            path: 'book/:draft/:step?',
            lazy: () => import('../workflow/DraftPage').then((m) => ({ Component: m.DraftPage })),
          },
          { path: 'pods', lazy: () => import('../editor/PodsPage').then((m) => ({ Component: m.PodsPage })) },
          { path: 'pods/draw', lazy: () => import('../editor/EditorPage').then((m) => ({ Component: m.EditorPage })) },
          {
            path: 'statistics',
            lazy: () => import('../statistics/StatisticsPage').then((m) => ({ Component: m.StatisticsPage })),
          },
          { path: 'help/*', lazy: () => import('../help/HelpPage').then((m) => ({ Component: m.HelpPage })) },
          {
            path: 'admin',
            lazy: () => import('../admin/AdminPage').then((m) => ({ Component: m.AdminPage })),
            children: [
              { index: true, lazy: () => import('../admin/VpodsPart').then((m) => ({ Component: m.VpodsPart })) },
              { path: 'outages', lazy: () => import('../admin/OutagesPart').then((m) => ({ Component: m.OutagesPart })) },
              { path: 'leaks', lazy: () => import('../admin/LeaksPart').then((m) => ({ Component: m.LeaksPart })) },
              { path: 'approvals', lazy: () => import('../admin/ApprovalsPart').then((m) => ({ Component: m.ApprovalsPart })) },
              { path: 'queue', lazy: () => import('../admin/QueuePart').then((m) => ({ Component: m.QueuePart })) },
              { path: 'access', lazy: () => import('../admin/AccessPart').then((m) => ({ Component: m.AccessPart })) },
              { path: 'record', lazy: () => import('../admin/RecordPart').then((m) => ({ Component: m.RecordPart })) },
            ],
          },
          { path: 'snapshots', lazy: () => import('../snapshots/SnapshotsPage').then((m) => ({ Component: m.SnapshotsPage })) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];
