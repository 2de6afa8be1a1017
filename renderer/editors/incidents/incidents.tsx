import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { dayIn, emptyForm, type IncidentForm, type IncidentRow, incidentProblems } from '#renderer/state/incidents.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { date, exact, plural } from '#renderer/ui/format.ts';
import { Input } from '#renderer/ui/input.tsx';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import './incidents.css';

const everything = {};
const shownPublishers = 12;

/** Vendors with an incident: what of them can still get in, and one plan that ends it. */
export default function IncidentsEditor(): ReactNode {
  const { view, error } = useWatch('incidents.list', everything);
  const status = useSession((session) => session.status);
  const isBlocked = status?.workspace?.readOnly === true;
  const [form, setForm] = useState(emptyForm);
  const now = status?.now ?? 0;
  const live = view?.rows.reduce((sum, row) => sum + row.live.length, 0) ?? 0;
  return (
    <div className="incidents" tabIndex={-1} data-autofocus role="region" aria-label="Vendor incidents">
      <PageHead
        title={
          view === undefined
            ? ' '
            : view.rows.length === 0
              ? 'No vendor has an incident that is known here'
              : `${plural(live, 'identity', 'identities')} of ${plural(view.rows.length, 'vendor')} with an incident can still get in`
        }
        text="Whatever a vendor on this list published is a finding as long as it can get in. Nothing is changed in a tenant until a plan is approved."
      />
      {isBlocked ? null : <Entry form={form} onChange={setForm} publishers={view?.publishers ?? []} />}
      {error === undefined ? null : <p className="error-text">{error.message}</p>}
      {view === undefined ? null : view.rows.length === 0 ? (
        <EmptyState icon="shield" title="The list is empty" text="Enter a vendor as soon as you hear of its breach." />
      ) : (
        <Table
          label="Vendors with an incident"
          head={['Vendor', 'Since', 'What happened', 'Can still get in', 'Entered by', '']}
          rows={view.rows.map((row) => ({ key: row.vendor, cells: cellsOf(row, now, isBlocked) }))}
        />
      )}
    </div>
  );
}

function cellsOf(row: IncidentRow, now: number, isBlocked: boolean): readonly ReactNode[] {
  const { vendor, reason, at, by, enteredAt, live, published } = row;
  return [
    <strong key="vendor">{vendor}</strong>,
    <span key="since" title={exact(at)}>
      {date(at, now)}
    </span>,
    <span key="reason" className="incident-reason" title={reason}>
      {reason}
    </span>,
    <span key="live" className={live.length > 0 ? 'error-text' : 'dim'}>
      {`${live.length} of ${published}`}
    </span>,
    <span key="by" title={exact(enteredAt)}>
      {by}
    </span>,
    <span key="actions" className="incident-actions">
      {live.length > 0 && (
        <Button disabled={isBlocked} onClick={() => void runCommand('incident.revoke', { vendor })}>
          Revoke Everything…
        </Button>
      )}
      <Button disabled={isBlocked} onClick={() => void runCommand('incident.remove', { vendors: [vendor] })}>
        Remove
      </Button>
    </span>,
  ];
}

function Entry(props: {
  readonly form: IncidentForm;
  readonly onChange: (form: IncidentForm) => void;
  readonly publishers: readonly { readonly name: string; readonly identities: number }[];
}): ReactNode {
  const { form, onChange, publishers } = props;
  const [tried, setTried] = useState(false);
  const problems = incidentProblems(form);
  const [problem] = tried ? Object.values(problems) : [];
  const add = (): void => {
    setTried(Object.keys(problems).length > 0);
    if (Object.keys(problems).length > 0) return;
    const { vendor, reason, day } = form;
    const at = day === '' ? null : dayIn(day);
    void runCommand('incident.add', { incidents: [{ vendor: vendor.trim(), reason: reason.trim(), at }] });
    onChange(emptyForm);
  };
  const typed = form.vendor.trim().toLowerCase();
  const fitting = publishers.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, shownPublishers);
  return (
    <div
      className="incident-form"
      role="group"
      aria-label="A new incident"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) add();
      }}
    >
      <Input
        label="Vendor"
        placeholder="Vendor"
        value={form.vendor}
        list="incident-publishers"
        onChange={(event) => onChange({ ...form, vendor: event.target.value })}
      />
      <datalist id="incident-publishers">
        {fitting.map(({ name, identities }) => (
          <option key={name} value={name}>
            {plural(identities, 'identity', 'identities')}
          </option>
        ))}
      </datalist>
      <Input
        label="What happened"
        placeholder="What happened"
        value={form.reason}
        onChange={(event) => onChange({ ...form, reason: event.target.value })}
      />
      <Input
        label="Day it happened"
        placeholder="YYYY-MM-DD, empty: today"
        value={form.day}
        onChange={(event) => onChange({ ...form, day: event.target.value.trim() })}
      />
      <Button primary onClick={add}>
        Add to the List
      </Button>
      {problem === undefined ? null : (
        <span className="error-text small" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
