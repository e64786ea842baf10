import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { sentence } from '../api/problem';
import { tone, word } from './words';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'main' | 'danger' | 'plain'; busy?: boolean };

/** A button; while it is busy it says so to screen readers and takes no second press. */
export function Button({ look = 'plain', busy = false, disabled, className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${look} ${className}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}

/** A state in words, with a colour that is never the only sign of it. */
export function State({ of }: { of: string }) {
  return <span className={`state ${tone(of)}`}>{word(of)}</span>;
}

export function Problem({ of }: { of: unknown }) {
  if (!of) return null;
  return (
    <p role="alert" className="problem">
      {sentence(of)}
    </p>
  );
}

export function Progress({ percent, label }: { percent: number; label: string }) {
  return (
    <span className="progress">
      <progress max={100} value={percent} aria-label={label} />
      <span>{percent} %</span>
    </span>
  );
}

/** What a page shows where there is nothing yet: what that means and what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

interface Answer {
  isPending: boolean;
  isError: boolean;
  error: unknown;
}

/** Shows what is loaded; until then what is being loaded, or why it cannot be. */
export function Loaded({ query, what, children }: { query: Answer; what: string; children: ReactNode }) {
  if (query.isPending) return <p className="loading">Loading {what} …</p>;
  if (query.isError) return <Problem of={query.error} />;
  return <>{children}</>;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  mistake?: string | undefined;
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => ReactNode;
}

/** A labelled field; its hint and its mistake are read out with it. */
export function Field({ label, hint, mistake, children }: FieldProps) {
  const id = useId();
  const about = [hint ? `${id}-hint` : '', mistake ? `${id}-mistake` : ''].filter(Boolean).join(' ');
  return (
    <div className={mistake ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(about ? { 'aria-describedby': about } : {}),
        ...(mistake ? { 'aria-invalid': true } : {}),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      {mistake ? (
        <p id={`${id}-mistake`} className="mistake" role="alert">
          {mistake}
        </p>
      ) : null}
    </div>
  );
}

export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
