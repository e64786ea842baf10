import { useInstallers } from '../api/queries';
import type { Installer } from '../api/types';
import { spokenIso } from '../time/lengths';
import { Empty, Loaded, Panel } from '../ui/basics';
import { Table, type Column } from '../ui/Table';
import { counted, gib } from '../ui/words';

const COLUMNS: Column<Installer>[] = [
  { head: 'Installer', of: (i) => <bdi>{i.name}</bdi> },
  { head: 'Does', of: (i) => <Does installer={i} />, kind: 'text' },
  { head: 'Needs', of: (i) => needs(i).join(', ') || 'nothing', kind: 'text' },
  { head: 'At most', of: (i) => spokenIso(i.limit) },
];

/** What can be put on pods, and what is wrong with files of installers that are therefore not offered. */
export function InstallersPage() {
  const offer = useInstallers();
  return (
    <Panel title="Installers">
      <p className="quiet">Each is a file in the directory for installers; a file that is added or changed there counts at once.</p>
      <Loaded query={offer} what="the installers">
        {offer.data?.problems.length ? (
          <div className="notice bad" role="alert">
            <p>Not offered, because something is wrong with the file:</p>
            <ul>
              {offer.data.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {offer.data?.installers.length ? (
          <Table title="Installers" rows={offer.data.installers} columns={COLUMNS} keyOf={(i) => i.name} height="any" />
        ) : (
          <Empty>
            <p>There is no installer. Add a file to the directory for installers.</p>
          </Empty>
        )}
      </Loaded>
    </Panel>
  );
}

function Does({ installer }: { installer: Installer }) {
  return (
    <>
      <strong>{installer.title}</strong>
      <p>{installer.description}</p>
      <details>
        <summary>
          {counted(installer.steps.length, 'step')}, asks for {counted(installer.parameters.length, 'value')}
        </summary>
        <ol>
          {installer.steps.map((step, index) => (
            <li key={index}>{step}</li>
          ))}
        </ol>
        {installer.parameters.length > 0 ? (
          <dl>
            {installer.parameters.map((parameter) => (
              <div key={parameter.name}>
                <dt>{parameter.name}</dt>
                <dd>
                  {parameter.title}
                  {parameter.standard ? ` (${parameter.standard})` : ''}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </details>
    </>
  );
}

/** What a pod must have for it, in words. */
export function needs({ nodes, memoryMiB, cores, networks, internet }: Installer): string[] {
  return [
    nodes > 0 ? `${counted(nodes, 'node')} besides the jump host` : '',
    memoryMiB > 0 ? `${gib(memoryMiB)} on every machine` : '',
    cores > 0 ? `${counted(cores, 'core')} on every machine` : '',
    networks.length > 0 ? `the networks ${networks.join(' and ')}` : '',
    internet ? 'the internet' : '',
  ].filter(Boolean);
}
