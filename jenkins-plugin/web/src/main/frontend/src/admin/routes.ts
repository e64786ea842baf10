import type { RouteObject } from 'react-router';

/** The parts of admin, each loaded when it is gone to. */
export const adminRoutes: RouteObject = {
  path: 'admin',
  lazy: () => import('./AdminPage').then((m) => ({ Component: m.AdminPage })),
  children: [
    { index: true, lazy: () => import('./LabsPage').then((m) => ({ Component: m.LabsPage })) },
    { path: 'labs/:lab/file', lazy: () => import('../labfile/LabFilePage').then((m) => ({ Component: m.LabFilePage })) },
    { path: 'vpods', lazy: () => import('./VpodsPage').then((m) => ({ Component: m.VpodsPage })) },
    { path: 'outages', lazy: () => import('./OutagesPage').then((m) => ({ Component: m.OutagesPage })) },
    { path: 'bookings', lazy: () => import('./AdminBookingsPage').then((m) => ({ Component: m.AdminBookingsPage })) },
    { path: 'images', lazy: () => import('./ImagesPage').then((m) => ({ Component: m.ImagesPage })) },
    { path: 'installers', lazy: () => import('./InstallersPage').then((m) => ({ Component: m.InstallersPage })) },
    { path: 'access', lazy: () => import('./AccessPage').then((m) => ({ Component: m.AccessPage })) },
    { path: 'audit', lazy: () => import('./AuditPage').then((m) => ({ Component: m.AuditPage })) },
  ],
};
