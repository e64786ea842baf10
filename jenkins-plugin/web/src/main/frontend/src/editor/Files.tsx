import { useRef, useState, type ChangeEvent } from 'react';
import { sentence } from '../api/problem';
import { Button, Problem } from '../ui/basics';
import { download } from '../ui/download';
import type { Drawing } from './model';
import { fromYaml, toYaml, type Read } from './yaml';

interface FilesProps {
  name: string;
  description: string;
  drawing: Drawing;
  onRead: (read: Read) => void;
}

const MAX_BYTES = 512 * 1024;

/** Takes a pod from a file of the form that lab files have, and gives one. */
export function Files({ name, description, drawing, onRead }: FilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    try {
      if (file.size > MAX_BYTES) throw new Error('The file is longer than 512 KiB.');
      onRead(fromYaml(await file.text()));
      setProblem(undefined);
    } catch (trouble) {
      setProblem(`${file.name}: ${sentence(trouble)}`);
    }
  };
  return (
    <>
      <input ref={input} type="file" accept=".yaml,.yml" hidden aria-label="Pod file" onChange={(event) => void read(event)} />
      <Button onClick={() => input.current?.click()}>Import YAML</Button>
      <Button onClick={() => download(`${name || 'pod'}.yaml`, toYaml(name || 'pod', description, drawing), 'application/yaml')}>
        Export YAML
      </Button>
      <Problem of={problem} />
    </>
  );
}
