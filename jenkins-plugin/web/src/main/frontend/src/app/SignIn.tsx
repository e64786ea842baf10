import { useState, type FormEvent } from 'react';
import { useServices, useToken } from '../api/context';
import { ApiProblem, sentence } from '../api/problem';
import { Button, Field } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

/**
 * Asks for a token where there is none, over whatever page is open: what was entered below stays as it is when a session ended.
 */
export function SignIn({ began }: { began: boolean }) {
  const { host, session } = useServices();
  const token = useToken();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [mistake, setMistake] = useState<string>();
  if (host.signIn === 'session' || token !== null) return null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await tryToken(host.api, text.trim());
      session.signIn(text.trim());
      setText('');
      setMistake(undefined);
    } catch (problem) {
      setMistake(sentence(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={began ? 'Sign in again' : 'Sign in'}>
      <form onSubmit={(event) => void submit(event)}>
        {began ? <p>The server no longer takes your token. What you entered on this page is kept.</p> : null}
        <Field
          label="Token"
          mistake={mistake}
          hint="An admin of the lab makes tokens. The first one is in the file admin-token of the server’s data directory. It stays in this browser session and is gone when its last tab is closed."
        >
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="off"
              spellCheck={false}
              required
              autoFocus
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <Button type="submit" look="main" busy={busy}>
            Sign in
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asks the API with the token before it is kept. */
async function tryToken(api: string, token: string): Promise<void> {
  if (!/^[!-~]{1,200}$/.test(token)) throw new Error('A token is one word of letters, digits and signs; this is not one.');
  let response: Response;
  try {
    response = await fetch(`${api}/me`, { headers: { Authorization: `Bearer ${token}`, 'LaaS-Channel': 'WEB' } });
  } catch {
    throw new Error('The server does not answer; try again in a moment.');
  }
  if (!response.ok) throw ApiProblem.of(response.status, await response.json().catch(() => undefined));
}
