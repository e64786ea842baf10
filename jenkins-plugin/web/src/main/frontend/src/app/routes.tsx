import type { RouteObject } from 'react-router';
import { HomePage } from '../home/HomePage';
import { adminRoutes } from '../admin/routes';
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
            path: 'bookings/:id/console/:machine',
            lazy: () => import('../machines/ConsolePage').then((m) => ({ Component: m.ConsolePage })),
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
          { path: 'software', lazy: () => import('../software/SoftwarePage').then((m) => ({ Component: m.SoftwarePage })) },
          { path: 'software/write', lazy: () => import('../software/WritePage').then((m) => ({ Component: m.WritePage })) },
          {
            path: 'statistics',
            lazy: () => import('../statistics/StatisticsPage').then((m) => ({ Component: m.StatisticsPage })),
          },
          { path: 'help/*', lazy: () => import('../help/HelpPage').then((m) => ({ Component: m.HelpPage })) },
          { path: 'snapshots', lazy: () => import('../snapshots/SnapshotsPage').then((m) => ({ Component: m.SnapshotsPage })) },
          adminRoutes,
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];
