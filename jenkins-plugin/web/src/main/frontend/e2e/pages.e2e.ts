import { afterAll, test, expect } from 'vitest';
import { accessible, closeAll, newPage, shoot, signIn, url } from './browser';

afterAll(closeAll);

test('pods are listed with pictures and an address that leads nowhere says so', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/pods');
  await page.getByRole('button', { name: 'Show the picture' }).first().click();
  await page.locator('.machine').first().waitFor();
  await shoot(page, 'pods');
  await accessible(page);
  await page.goto(`${url}/no/such/page`);
  await page.getByText('There is no such page').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});
