import { useState } from 'react';
import { answer } from '../api/client';
import { useServices } from '../api/context';
import { useChange } from '../api/queries';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table } from '../ui/Table';
import { useLinks, useTokens, type Link, type Token } from './queries';
import { TokenForm } from './TokenForm';

/** Who gets in: linked chat accounts, and tokens where the server knows people by them. */
export function AccessPage() {
  const { host } = useServices();
  return (
    <>
      <Links />
      {host.signIn === 'token' ? <Tokens /> : null}
    </>
  );
}

function Links() {
  const links = useLinks();
  const [open, setOpen] = useState<Link>();
  const remove = useChange((api, identity: string, header) =>
    answer<Link>(api.POST('/links/{identity}/remove', { params: { path: { identity }, header } })),
  );
  return (
    <Panel title="Linked chat accounts">
      <Loaded query={links} what="the linked chat accounts">
        {links.data?.length ? (
          <Table
            title="Linked chat accounts"
            rows={links.data}
            keyOf={(link) => link.identity}
            columns={[
              { head: 'Chat account', of: (link) => <bdi>{link.identity}</bdi> },
              { head: 'Speaks as', of: (link) => <bdi>{link.user}</bdi> },
              {
                head: 'Actions',
                of: (link) => (
                  <Button aria-label={`Unlink ${link.identity}`} onClick={() => setOpen(link)}>
                    Unlink
                  </Button>
                ),
              },
            ]}
          />
        ) : (
          <Empty>
            <p>No chat account is linked. People link their own with the command link in their chat.</p>
          </Empty>
        )}
      </Loaded>
      {open ? (
        <Confirm
          title={`Unlink ${open.identity}?`}
          action="Unlink it"
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate(open.identity, { onSuccess: () => setOpen(undefined) })}
          onClose={() => setOpen(undefined)}
        >
          <p>
            Commands from there no longer count as those of <bdi>{open.user}</bdi>, who can link it again.
          </p>
        </Confirm>
      ) : null}
    </Panel>
  );
}

function Tokens() {
  const tokens = useTokens();
  const [open, setOpen] = useState<Token>();
  const revoke = useChange((api, id: string, header) =>
    answer<Token>(api.POST('/tokens/{id}/revoke', { params: { path: { id }, header } })),
  );
  return (
    <Panel title="Tokens">
      <p className="quiet">Who has a token gets in with its rights. Secrets are shown once, when a token is made, and nowhere else.</p>
      <Loaded query={tokens} what="the tokens">
        <Table
          title="Tokens"
          rows={tokens.data ?? []}
          keyOf={(token) => token.id}
          columns={[
            { head: 'User', of: (token) => <bdi>{token.user}</bdi> },
            { head: 'Name', of: (token) => <bdi>{token.name}</bdi> },
            { head: 'Made', of: (token) => <Time at={token.createdAt} /> },
            {
              head: 'Actions',
              of: (token) =>
                token.revokedAt ? (
                  <>
                    revoked <Time at={token.revokedAt} />
                  </>
                ) : (
                  <Button look="danger" aria-label={`Revoke ${token.name} of ${token.user}`} onClick={() => setOpen(token)}>
                    Revoke
                  </Button>
                ),
            },
            { head: 'Rights', of: (token) => token.rights.join(', '), kind: 'text' },
          ]}
        />
      </Loaded>
      <TokenForm />
      {open ? (
        <Confirm
          title={`Revoke ${open.name} of ${open.user}?`}
          action="Revoke it"
          busy={revoke.isPending}
          problem={revoke.error}
          onConfirm={() => revoke.mutate(open.id, { onSuccess: () => setOpen(undefined) })}
          onClose={() => setOpen(undefined)}
        >
          <p>Whoever uses it is refused from now on; their bookings stay. If it is the token you are signed in with, you are signed out.</p>
        </Confirm>
      ) : null}
    </Panel>
  );
}
