import { expect, test, vi } from 'vitest';
import { answer, callHeaders, createApi } from './client';
import { ApiProblem, Unreachable } from './problem';
import { TokenSession } from './session';
import type { Me } from './types';

const stand = { api: '/api/v1', home: '/', signIn: 'token' } as const;
const jenkins = { api: '/jenkins/laas/api/v1', home: '/jenkins/laas/', signIn: 'session', crumb: { name: 'Jenkins-Crumb', value: 'c' } } as const;

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

test('sends the token to the stand-alone server, and to Jenkins a crumb with changes only', () => {
  expect(callHeaders(stand, 't', 'GET')).toEqual({ 'LaaS-Channel': 'WEB', Authorization: 'Bearer t' });
  expect(callHeaders(jenkins, 't', 'GET')).toEqual({ 'LaaS-Channel': 'WEB' });
  expect(callHeaders(jenkins, null, 'POST')).toEqual({ 'LaaS-Channel': 'WEB', 'Jenkins-Crumb': 'c' });
});

test('tells a refusal in the words of the API', async () => {
  const session = new TokenSession();
  const refusal = { code: 'QUOTA', message: 'alice has two bookings already.', details: { nextFree: null } };
  const api = createApi(stand, session, () => Promise.resolve(json(409, refusal)));
  const problem: unknown = await answer<Me>(api.GET('/me')).catch((e: unknown) => e);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 409, code: 'QUOTA', message: 'alice has two bookings already.' });
  session.close();
});

test('forgets a token that the server no longer takes, and no newer one', async () => {
  const session = new TokenSession();
  session.signIn('old');
  const answers = vi.fn<typeof fetch>(() => Promise.resolve(json(401, { code: 'UNAUTHENTICATED', message: 'no' })));
  const api = createApi(stand, session, answers);
  await answer<Me>(api.GET('/me')).catch(() => undefined);
  expect(session.token).toBeNull();

  session.signIn('old');
  answers.mockImplementation(() => {
    session.signIn('new');
    return Promise.resolve(json(401, { code: 'UNAUTHENTICATED', message: 'no' }));
  });
  await answer<Me>(api.GET('/me')).catch(() => undefined);
  expect(session.token).toBe('new');
  session.close();
});

test('says plainly that no answer came', async () => {
  const session = new TokenSession();
  const api = createApi(stand, session, () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(answer<Me>(api.GET('/me'))).rejects.toBeInstanceOf(Unreachable);
  session.close();
});
