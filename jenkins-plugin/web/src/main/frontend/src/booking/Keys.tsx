import { useState, type FormEvent } from 'react';
import { answer } from '../api/client';
import { useChange, useKeys } from '../api/queries';
import type { Key } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { sentence } from '../api/problem';

/** The reader's public ssh keys. */
export function Keys() {
  const keys = useKeys();
  const [text, setText] = useState('');
  const add = useChange((api, key: string, headers) =>
    answer<Key>(api.POST('/me/keys', { body: { key }, params: { header: headers } })),
  );
  const remove = useChange((api, id: string, headers) =>
    answer<Key>(api.POST('/me/keys/{id}/remove', { params: { path: { id }, header: headers } })),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  return (
    <details className="keys">
      <summary>My ssh keys ({keys.data?.length ?? '…'})</summary>
      <ul>
        {keys.data?.map((key) => (
          <li key={key.id}>
            <code className="clip">{key.key}</code>
            <Button busy={remove.isPending} aria-label={`Remove key ${key.id}`} onClick={() => remove.mutate(key.id)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <Problem of={remove.error} />
      <form onSubmit={submit}>
        <Field
          label="Add a public key"
          hint="One line of a file such as ~/.ssh/id_ed25519.pub. Access of your running bookings follows."
          mistake={add.isError ? sentence(add.error) : undefined}
        >
          {(ids) => (
            <textarea {...ids} rows={2} required spellCheck={false} value={text} onChange={(e) => setText(e.target.value)} />
          )}
        </Field>
        <Button type="submit" busy={add.isPending}>
          Add key
        </Button>
      </form>
    </details>
  );
}
