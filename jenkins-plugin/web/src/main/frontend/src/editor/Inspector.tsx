import type { Network, Node as Machine } from '../api/types';
import { Button, Field } from '../ui/basics';
import { word } from '../ui/words';
import {
  changeMachine,
  changeNetwork,
  connect,
  MAX_CARDS,
  NEW_CARD,
  placeOfMachine,
  placeOfNetwork,
  removeMachine,
  removeNetwork,
  unplug,
  type Drawing,
} from './model';
import { NameField } from './NameField';

interface InspectorProps {
  drawing: Drawing;
  selected: string;
  onSelect: (id: string) => void;
  step: (change: (drawing: Drawing) => Drawing) => void;
}

/** The selected part in fields: everything that can be drawn can be typed here, too. */
export function Inspector(props: InspectorProps) {
  const { drawing, selected, onSelect } = props;
  const machine = drawing.machines.find((m) => placeOfMachine(m.name) === selected);
  const network = drawing.networks.find((n) => placeOfNetwork(n.name) === selected);
  return (
    <div className="inspector">
      <Field label="Part">
        {(ids) => (
          <select {...ids} value={machine || network ? selected : ''} onChange={(e) => onSelect(e.target.value)}>
            <option value="">choose, or click in the drawing</option>
            {drawing.machines.map((m) => (
              <option key={`m${m.name}`} value={placeOfMachine(m.name)}>
                machine {m.name}
              </option>
            ))}
            {drawing.networks.map((n) => (
              <option key={`n${n.name}`} value={placeOfNetwork(n.name)}>
                network {n.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {machine ? <MachineFields key={selected} {...props} machine={machine} /> : null}
      {network ? <NetworkFields key={selected} {...props} network={network} /> : null}
    </div>
  );
}

const ROLES = ['JUMPHOST', 'CONTROLLER', 'COMPUTE', 'STORAGE', 'NODE'] as const;
const SIZES = [
  ['cores', 'Cores', 1, 256],
  ['memoryMiB', 'Memory in MiB', 64, 4_194_304],
  ['diskGiB', 'Disk in GiB', 1, 16_384],
] as const;

function MachineFields({ drawing, machine, onSelect, step }: InspectorProps & { machine: Machine }) {
  const change = (part: Partial<Machine>) => step((d) => changeMachine(d, machine.name, part));
  return (
    <>
      <NameField
        name={machine.name}
        taken={drawing.machines.map((m) => m.name)}
        onName={(name) => {
          change({ name });
          onSelect(placeOfMachine(name));
        }}
      />
      <Field label="Role">
        {(ids) => (
          <select {...ids} value={machine.role} onChange={(e) => change({ role: e.target.value as Machine['role'] })}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {word(role)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {SIZES.map(([field, label, min, max]) => (
        <Field key={field} label={label}>
          {(ids) => (
            <input
              {...ids}
              type="number"
              min={min}
              max={max}
              value={machine[field]}
              onChange={(e) => change({ [field]: Math.round(Number(e.target.value)) })}
            />
          )}
        </Field>
      ))}
      <fieldset>
        <legend>Cards</legend>
        {machine.nics.map((nic) => (
          <div key={nic.name} className="card-row">
            <label>
              {nic.name}{' '}
              <select value={nic.network} onChange={(e) => step((d) => connect(d, machine.name, nic.name, e.target.value))}>
                {drawing.networks.map((n) => (
                  <option key={n.name}>{n.name}</option>
                ))}
              </select>
            </label>
            <Button aria-label={`Unplug ${nic.name}`} onClick={() => step((d) => unplug(d, machine.name, nic.name))}>
              Unplug
            </Button>
          </div>
        ))}
        {machine.nics.length < MAX_CARDS && drawing.networks.length > 0 ? (
          <Button
            onClick={() =>
              step((d) => {
                const used = new Set(machine.nics.map((nic) => nic.network));
                const free = d.networks.find((n) => !used.has(n.name)) ?? d.networks[0]!;
                return connect(d, machine.name, NEW_CARD, free.name);
              })
            }
          >
            Add a card
          </Button>
        ) : null}
      </fieldset>
      <Button
        look="danger"
        onClick={() => {
          step((d) => removeMachine(d, machine.name));
          onSelect('');
        }}
      >
        Remove {machine.name}
      </Button>
    </>
  );
}

function NetworkFields({ drawing, network, onSelect, step }: InspectorProps & { network: Network }) {
  const change = (part: Partial<Network>) => step((d) => changeNetwork(d, network.name, part));
  return (
    <>
      <NameField
        name={network.name}
        taken={drawing.networks.map((n) => n.name)}
        onName={(name) => {
          change({ name });
          onSelect(placeOfNetwork(name));
        }}
      />
      <Field label="Kind">
        {(ids) => (
          <select
            {...ids}
            value={network.kind}
            onChange={(e) => change(e.target.value === 'OVS' ? { kind: 'OVS' } : { kind: 'BRIDGE', vlan: undefined })}
          >
            <option value="BRIDGE">Linux bridge</option>
            <option value="OVS">Open vSwitch</option>
          </select>
        )}
      </Field>
      {network.kind === 'OVS' ? (
        <Field label="VLAN" hint="1 to 4094; empty: untagged.">
          {(ids) => (
            <input
              {...ids}
              type="number"
              min={1}
              max={4094}
              value={network.vlan ?? ''}
              onChange={(e) => change({ vlan: e.target.value === '' ? undefined : Math.round(Number(e.target.value)) })}
            />
          )}
        </Field>
      ) : null}
      <Field label="Addresses">
        {(ids) => (
          <select {...ids} value={network.addressing} onChange={(e) => change({ addressing: e.target.value as Network['addressing'] })}>
            <option value="DHCP">by DHCP</option>
            <option value="STATIC">static</option>
            <option value="NONE">none</option>
          </select>
        )}
      </Field>
      <Field label="Uplink">
        {(ids) => (
          <select {...ids} value={network.uplink} onChange={(e) => change({ uplink: e.target.value as Network['uplink'] })}>
            <option value="NONE">none</option>
            <option value="NAT">by address translation</option>
          </select>
        )}
      </Field>
      <Button
        look="danger"
        onClick={() => {
          step((d) => removeNetwork(d, network.name));
          onSelect('');
        }}
      >
        Remove {network.name}
      </Button>
    </>
  );
}
