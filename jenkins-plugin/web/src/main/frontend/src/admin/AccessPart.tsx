import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { sentence } from '../api/problem';
import { useChange } from '../api/queries';
import type { Link as ChatLink, Token } from '../api/types';
import { Time } from '../time/zone';
import { Button, Field, Loaded, Panel, Problem } from '../ui/basics';
import { Copy } from '../ui/Copy';

const RIGHTS = ['VIEW', 'BOOK', 'EXTEND', 'RESET', 'MANAGE_BOOKINGS', 'MANAGE_LABS', 'MANAGE', 'ACT_FOR'];

/** Tokens and linked chat accounts: who gets in, and with which rights. */
export function AccessPart() {
  return (
    <>
      <Tokens />
      <Links />
    </>
  );
}

function Tokens() {
  const api = useApi();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => answer<Token[]>(api.GET('/tokens')) });
  const revoke = useChange((a, id: string, headers) =>
    answer<Token>(a.POST('/tokens/{id}/revoke', { params: { path: { id }, header: headers } })),
  );
  return (
    <Panel title="Tokens">
      <NewToken />
      <Problem of={revoke.error} />
      <Loaded query={tokens} what="the tokens">
        <div className="scroll" tabIndex={0} role="region" aria-label="Tokens">
          <table>
            <thead>
              <tr>{['User', 'Name', 'Rights', 'Made', ''].map((head) => <th key={head} scope="col">{head || <span className="visually-hidden">What to do</span>}</th>)}</tr>
            </thead>
            <tbody>
              {tokens.data?.map((t) => (
                <tr key={t.id}>
                  <th scope="row">{t.user}</th>
                  <td>{t.name}</td>
                  <td>{t.rights.join(', ')}</td>
                  <td><Time at={t.createdAt} /></td>
                  <td><Button aria-label={`Revoke ${t.name} of ${t.user}`} busy={revoke.isPending} onClick={() => revoke.mutate(t.id)}>Revoke</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Loaded>
    </Panel>
  );
}

function NewToken() {
  const [user, setUser] = useState('');
  const [name, setName] = useState('');
  const [rights, setRights] = useState(['VIEW', 'BOOK']);
  const make = useChange((api, input: { user: string; name: string; rights: string[] }, headers) =>
    answer<Token>(api.POST('/tokens', { body: input, params: { header: headers } })),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ user, name, rights });
  };
  return (
    <details>
      <summary>Make a token</summary>
      <form onSubmit={submit}>
        <Field label="For whom">{(ids) => <input {...ids} required value={user} onChange={(e) => setUser(e.target.value)} />}</Field>
        <Field label="What for" hint="A name to tell it from others." mistake={make.isError ? sentence(make.error) : undefined}>
          {(ids) => <input {...ids} required value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <fieldset>
          <legend>Rights</legend>
          <div className="filters">
            {RIGHTS.map((right) => (
              <label key={right}>
                <input
                  type="checkbox"
                  checked={rights.includes(right)}
                  onChange={(e) => setRights(e.target.checked ? [...rights, right] : rights.filter((r) => r !== right))}
                />{' '}
                {right}
              </label>
            ))}
          </div>
        </fieldset>
        <Button type="submit" busy={make.isPending}>Make it</Button>
        {make.data?.secret ? (
          <div role="status" className="notice">
            <p>Give it to {make.data.user} now; it is not shown again.</p>
            <Copy text={make.data.secret} label="the token" />
          </div>
        ) : null}
      </form>
    </details>
  );
}

function Links() {
  const api = useApi();
  const links = useQuery({ queryKey: ['links'], queryFn: () => answer<ChatLink[]>(api.GET('/links')) });
  const remove = useChange((a, identity: string, headers) =>
    answer<ChatLink>(a.POST('/links/{identity}/remove', { params: { path: { identity }, header: headers } })),
  );
  return (
    <Panel title="Chat accounts">
      <Problem of={remove.error} />
      <Loaded query={links} what="the chat accounts">
        {links.data?.length ? (
          <ul className="people">
            {links.data.map((link) => (
              <li key={link.identity}>
                <span>{link.identity} is {link.user}</span>
                <Button aria-label={`Unlink ${link.identity}`} busy={remove.isPending} onClick={() => remove.mutate(link.identity)}>Unlink</Button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">No chat account is linked. People link theirs with the command link in the chat.</p>
        )}
      </Loaded>
    </Panel>
  );
}
