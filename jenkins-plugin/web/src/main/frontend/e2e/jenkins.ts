import type { Page } from 'playwright-core';
import type { LabServer } from './server';

/**
 * A Jenkins with the plugin, which a test of the plugin runs for this one file and ends after it. Tokens are those of Jenkins, here
 * written as user:token; in the browser one logs in to Jenkins itself, where the password of these users is their name.
 */
export function jenkinsServer(root: string): LabServer {
  const url = `${root}laas/app`;
  const work = process.env.LAAS_JENKINS_WORK;
  const adminToken = process.env.LAAS_JENKINS_TOKEN;
  if (!work || !adminToken) throw new Error('LAAS_JENKINS_WORK and LAAS_JENKINS_TOKEN must be set; run PagesEndToEndTest');
  const authorization = (token: string) => `Basic ${Buffer.from(token).toString('base64')}`;
  const tokenFor = async (user: string, rights: string[]) => {
    const response = await fetch(`${root}e2e-accounts/grant?${new URLSearchParams({ user, rights: rights.join(',') })}`, {
      method: 'POST',
      headers: { Authorization: authorization(adminToken) },
    });
    if (!response.ok) throw new Error(`a token for ${user}: ${response.status}`);
    return `${user}:${await response.text()}`;
  };
  const signIn = async (page: Page, token: string, path: string) => {
    const user = token.slice(0, token.indexOf(':'));
    await page.goto(`${root}login`);
    await page.locator('[name=j_username]').fill(user);
    await page.locator('[name=j_password]').fill(user);
    await page.locator('button[name=Submit]').click();
    await page.waitForURL((address) => !address.pathname.endsWith('/login'));
    await page.goto(url + path);
    await page.locator('.banner .who').getByText(user).waitFor();
  };
  const restart = () => Promise.reject(new Error('Jenkins is not ended here; the tests of the plugin do that'));
  return { url, api: `${root}laas/api/v1`, adminToken, work, tokenFor, authorization, signIn, restart, stop: () => Promise.resolve() };
}
