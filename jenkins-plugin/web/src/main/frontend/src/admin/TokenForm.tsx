import { useState, type FormEvent } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import { Button, Field, Problem } from '../ui/basics';
import { Copy } from '../ui/Copy';

const RIGHTS: readonly [string, string][] = [
  ['VIEW', 'see labs, pods and bookings'],
  ['BOOK', 'book for oneself'],
  ['EXTEND', 'extend one’s bookings'],
  ['RESET', 'reset and check one’s machines'],
  ['MANAGE_BOOKINGS', 'everything on every booking'],
  ['MANAGE_LABS', 'outages, virtual pods, leaks'],
  ['MANAGE', 'all of that, and tokens'],
  ['ACT_FOR', 'speak for users of a chat'],
];

interface NewToken {
  user: string;
  name: string;
  rights: string[];
}

/** Makes a token; its secret is shown until the page is left or another one is made. */
export function TokenForm() {
  const [user, setUser] = useState('');
  const [name, setName] = useState('');
  const [rights, setRights] = useState<string[]>(['VIEW', 'BOOK']);
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<{ user: string; secret: string }>();
  const make = useChange((api, body: NewToken, header) =>
    answer<{ user: string; secret: string }>(api.POST('/tokens', { body, params: { header } })),
  );
  const missing = (text: string, sentence: string) => (asked && text.trim() === '' ? sentence : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (user.trim() === '' || name.trim() === '' || rights.length === 0) return;
    make.mutate(
      { user: user.trim(), name: name.trim(), rights },
      {
        onSuccess: (token) => {
          setMade(token);
          setAsked(false);
          setName('');
        },
      },
    );
  };
  const toggle = (right: string, on: boolean) => setRights((before) => (on ? [...before, right] : before.filter((r) => r !== right)));
  return (
    <form noValidate className="apart" onSubmit={submit}>
      <h3>Make a token</h3>
      <div className="inline">
        <Field label="User" mistake={missing(user, 'Say for whom it is.')}>
          {(ids) => <input {...ids} maxLength={128} value={user} onChange={(e) => setUser(e.target.value)} />}
        </Field>
        <Field label="Name" mistake={missing(name, 'Give it a name, so that it can be told from others later.')}>
          {(ids) => <input {...ids} maxLength={80} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
      </div>
      <fieldset className="rights">
        <legend>Rights</legend>
        {RIGHTS.map(([right, about]) => (
          <label key={right}>
            <input type="checkbox" checked={rights.includes(right)} onChange={(e) => toggle(right, e.target.checked)} /> {right}{' '}
            <span className="quiet">{about}</span>
          </label>
        ))}
      </fieldset>
      {asked && rights.length === 0 ? <Problem of="A token needs at least one right." /> : null}
      <Problem of={make.error} />
      <Button type="submit" look="main" busy={make.isPending}>
        Make the token
      </Button>
      {made ? (
        <div role="status" className="notice">
          <p>
            The token of <bdi>{made.user}</bdi>. It is shown this once; hand it on by a safe way.
          </p>
          <Copy text={made.secret} label="the token" />
          <Button onClick={() => setMade(undefined)}>Hide it</Button>
        </div>
      ) : null}
    </form>
  );
}
