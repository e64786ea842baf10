import { useSearchParams } from 'react-router';
import { useTitle } from '../app/title';
import { Loaded } from '../ui/basics';
import { ConfigForm } from './ConfigForm';
import { BLANK, formOf } from './model';
import { useConfig } from './queries';

/** Writes a config: from nothing, like another one, or the next version of one's own. */
export function WritePage() {
  const [search] = useSearchParams();
  const from = search.get('from');
  const draft = search.get('draft');
  const lab = search.get('lab') ?? undefined;
  useTitle(from ? `Software like ${from}` : 'Write software');
  return from ? (
    <Like lab={lab ?? ''} config={from} version={search.get('version')} draft={draft} change={search.get('change') === 'true'} />
  ) : (
    <ConfigForm first={BLANK} draft={draft} lab={lab} change={false} />
  );
}

interface LikeProps {
  lab: string;
  config: string;
  version: string | null;
  draft: string | null;
  change: boolean;
}

function Like({ lab, config, version, draft, change }: LikeProps) {
  const like = useConfig(lab, config, version);
  return (
    <Loaded query={like} what={`software ${config}`}>
      {like.data ? (
        <ConfigForm
          key={`${lab}/${config}/${version ?? ''}`}
          first={formOf(like.data.config, change ? config : `my-${config}`.slice(0, 40))}
          draft={draft}
          lab={like.data.lab}
          change={change && like.data.made !== undefined}
        />
      ) : null}
    </Loaded>
  );
}
