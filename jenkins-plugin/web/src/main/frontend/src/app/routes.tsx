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
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];
