import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, url } from './browser';

afterAll(closeAll);

const HOSTILE = `<img src=x onerror="alert(1)"> "'\`{{7*7}}</script><script>alert(2)</script> \u202e evil`;

test('books a pod in two clicks, sees it built, resets, extends and releases it', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, await tokenFor('clicker', 'VIEW', 'BOOK'));
  await page.getByText('You have no booking.').waitFor();
  await shoot(page, 'home-empty');
  await accessible(page);
  await page.getByRole('link', { name: 'How to get started' }).click();
  await page.getByRole('heading', { level: 1, name: /browser/i }).waitFor();
  await page.goBack();

  await page.getByRole('button', { name: 'Book a pod' }).click();
  await page.getByText('It is free now.').waitFor();
  await shoot(page, 'home-booking');
  await page.getByRole('button', { name: 'Book it now' }).click();
  await page.waitForURL(/\/bookings\/b-\d+$/);
  await page.getByRole('button', { name: 'Release' }).waitFor();
  await page.getByText('in use', { exact: true }).first().waitFor();
  await page.getByText('This pod is simulated').waitFor();
  await page.locator('.machine').first().waitFor();
  await shoot(page, 'booking');
  await accessible(page);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByText('Everything that was written on them since is gone').waitFor();
  await page.getByRole('button', { name: 'Reset all machines' }).click();
  await page.getByRole('heading', { name: /^Reset done/ }).waitFor();

  await page.getByRole('button', { name: 'Extend' }).click();
  await page.getByText('You can extend it until').waitFor();
  await shoot(page, 'booking-extend');
  await page.getByRole('button', { name: '1 h more' }).click();
  await page.getByText('1 times').waitFor();

  const pdf = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDF' }).click();
  expect((await pdf).suggestedFilename()).toMatch(/\.yaml$/);

  await page.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('button', { name: 'Release it now' }).click();
  await page.getByText('Over and clean').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('shows what others entered as text and nothing else', async () => {
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: HOSTILE, project: HOSTILE.slice(0, 90) });
  const { page, context, trouble } = await newPage();
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await signIn(page);
  await page.getByText('<img src=x').first().waitFor();
  await page.goto(`${url}/bookings/${booking.id}`);
  await page.getByText('Handed over').waitFor();
  await page.getByText('<img src=x').first().waitFor();
  await shoot(page, 'booking-hostile');
  await context.close();
  expect(alerted).toBe(false);
  expect(trouble.said).toEqual([]);
  await api(`/bookings/${booking.id}/release`, {});
});

test('a text that is no token is refused before it is sent', async () => {
  const { page, context } = await newPage();
  await page.goto(`${url}/`);
  await shoot(page, 'sign-in');
  await accessible(page);
  await page.getByLabel('Token').fill('nonsense that is no token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('A token is one word').waitFor();
  await page.getByLabel('Token').fill('nonsense');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The token is not known or was revoked').waitFor();
  await context.close();
});

test('a further tab is signed in by the first one, and signing out ends both', async () => {
  const { page, context } = await newPage();
  await signIn(page);
  const second = await context.newPage();
  await second.goto(`${url}/bookings`);
  await second.getByRole('button', { name: 'Sign out' }).waitFor();
  await second.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: /Sign in/ }).waitFor();
  await context.close();
});

test('a revoked token is said plainly and what was entered stays', async () => {
  const made = await api<{ id: string; secret: string }>('/tokens', { user: 'carol', name: 'short', rights: ['VIEW', 'BOOK'] });
  const { page, context } = await newPage();
  await signIn(page, made.secret);
  await page.getByRole('button', { name: 'Book a pod' }).click();
  await page.getByLabel('What for').fill('a long text');
  await api(`/tokens/${made.id}/revoke`, {});
  await page.getByRole('button', { name: 'Book it now' }).click();
  await page.getByText('no longer takes your token').waitFor();
  await page.getByLabel('Token', { exact: true }).fill(await tokenFor('carol', 'VIEW', 'BOOK'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByLabel('What for').inputValue()).toBe('a long text');
  await context.close();
});

test('an answer that is lost on the way is said, what was entered stays, and pressing again books once', async () => {
  const token = await tokenFor('unlucky', 'VIEW', 'BOOK');
  const { page, context } = await newPage();
  let lost = 0;
  await page.route('**/api/v1/bookings', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await signIn(page, token);
  await page.getByRole('button', { name: 'Book a pod' }).click();
  await page.getByLabel('What for').fill('once only');
  await page.getByRole('button', { name: 'Book it now' }).click();
  await page.getByText('The server does not answer. What you entered is kept').waitFor();
  expect(await page.getByLabel('What for').inputValue()).toBe('once only');
  await page.getByRole('button', { name: 'Book it now' }).click();
  await page.waitForURL(/\/bookings\/b-\d+$/);
  const mine = await api<{ items: { id: string; purpose: string }[] }>('/bookings?mine=true', undefined, token);
  expect(mine.items.map((booking) => booking.purpose)).toEqual(['once only']);
  expect(lost).toBe(1);
  await context.close();
  await api(`/bookings/${mine.items[0]!.id}/release`, {}, token);
});

test('who may only look is told so and offered no button', async () => {
  const { page, context } = await newPage();
  await signIn(page, await tokenFor('viewer', 'VIEW'));
  await page.getByText('Your account may look but not book').waitFor();
  expect(await page.getByRole('button', { name: 'Book a pod' }).count()).toBe(0);
  await context.close();
});
