import { useSearchParams } from 'react-router';
import { usePod } from '../api/queries';
import { useTitle } from '../app/title';
import { Loaded } from '../ui/basics';
import { Editor } from './Editor';
import { blank, drawingOf } from './model';

/** Draws a pod: from nothing, like another one, or the next version of one's own. */
export function EditorPage() {
  const [search] = useSearchParams();
  const from = search.get('from');
  useTitle(from ? `Draw ${from}` : 'Draw a pod');
  return from ? (
    <Like lab={search.get('lab') ?? ''} pod={from} draft={search.get('draft')} change={search.get('change') === 'true'} />
  ) : (
    <Editor first={blank()} name="" description="" draft={search.get('draft')} />
  );
}

function Like({ lab, pod, draft, change }: { lab: string; pod: string; draft: string | null; change: boolean }) {
  const like = usePod(lab, pod);
  return (
    <Loaded query={like} what={`pod ${pod}`}>
      {like.data ? (
        <Editor
          key={`${lab}/${pod}`}
          first={drawingOf(like.data.pod)}
          name={change ? pod : `my-${pod}`.slice(0, 40)}
          description={like.data.pod.description}
          draft={draft}
          lab={like.data.lab}
          {...(change && like.data.made ? { changes: like.data.made.version } : {})}
        />
      ) : null}
    </Loaded>
  );
}
