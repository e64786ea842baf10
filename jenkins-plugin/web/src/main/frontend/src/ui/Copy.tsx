import { useEffect, useState } from 'react';
import { Button } from './basics';

const SHOWN_MILLIS = 2000;

/** A text to take along, with a button that copies it where the browser allows that. */
export function Copy({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select it and copy by hand'),
    );
  };
  return (
    <span className="copy">
      <code>{text}</code>
      {'clipboard' in navigator ? (
        <Button onClick={copy} aria-label={`Copy ${label}`}>
          Copy
        </Button>
      ) : null}
      <span role="status">{said}</span>
    </span>
  );
}
