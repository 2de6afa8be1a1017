import { type ReactNode, useEffect } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { editorUri, jsonParameter } from '#renderer/registry/uri.ts';
import { isFiltered, noFilter, readFilter } from '#renderer/state/inventory.ts';
import { toggledKinds, useLifetimes } from '#renderer/state/lifetimes.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { kindColour, kindPlural } from '#renderer/ui/kind-icon.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { thresholds } from '#shared/model/limits.ts';
import { Below } from './below.tsx';
import { Calendar } from './calendar.tsx';
import { Distribution } from './distribution.tsx';
import { Rotation } from './rotation.tsx';
import './lifetimes.css';

export default function LifetimesEditor({ uri }: EditorProps): ReactNode {
  const { filter, trialSeconds, setLifetimesFilter, tryPolicy } = useLifetimes();
  useEffect(() => {
    const wanted = jsonParameter(uri, 'filter');
    const read = wanted === undefined ? null : readFilter(wanted);
    if (read !== null) useLifetimes.getState().setLifetimesFilter(read);
  }, [uri]);

  const status = useWatch('workspace.status', {}).view;
  const limits = status?.limits;
  const policySeconds = trialSeconds ?? limits?.anyLifetime ?? thresholds.anyLifetime.standard;
  const rotationPolicyDays = limits?.rotationDays ?? 90;
  const { view, error } = useWatch(
    'lifetimes.view',
    limits === undefined ? null : { filter, policySeconds, rotationPolicyDays },
  );
  const facets = useWatch('inventory.facets', { filter }).view?.kinds ?? [];
  const kinds = facets.filter((kind) => kind.value !== 'human' || filter.humans);

  if (view === undefined) {
    return error === undefined ? null : <EmptyState icon="watch" title={error.message} text={error.hint} />;
  }
  if (view.total === 0) {
    return isFiltered(filter) ? (
      <EmptyState
        icon="watch"
        title="No identity matches the filters"
        actions={<Button onClick={() => setLifetimesFilter(noFilter)}>Clear Filters</Button>}
      />
    ) : (
      <EmptyState
        icon="watch"
        title="No identities yet, so no lifetimes"
        text="Import a vendor’s export to see how long each identity could go on with no further human act."
        actions={<CommandButton id="import.choose" primary />}
      />
    );
  }

  const now = status?.now ?? view.expiring.from;
  const open = (change: Partial<InventoryFilter>): void =>
    void runCommand('editor.open', { uri: editorUri('inventory', { filter: { ...filter, ...change } }) });
  const all = kinds.map((kind) => kind.value);
  const legend = (
    <div className="chart-legend" role="group" aria-label="Kinds shown">
      {kinds.map(({ value, count }) => {
        const on = filter.kinds.length === 0 || filter.kinds.includes(value);
        return (
          <LegendItem
            key={value}
            label={kindPlural(value)}
            count={count}
            on={on}
            title={on ? `Leave out ${kindPlural(value)}` : `Show ${kindPlural(value)}`}
            mark={<i className="swatch" style={{ background: kindColour(value) }} />}
            onToggle={() => setLifetimesFilter({ kinds: toggledKinds(filter.kinds, value, all) })}
          />
        );
      })}
    </div>
  );
  return (
    <div className="lifetimes">
      <div className="lifetimes-charts">
        <Distribution
          view={view}
          policySeconds={policySeconds}
          trial={trialSeconds !== null && trialSeconds !== limits?.anyLifetime}
          legend={legend}
          onTry={tryPolicy}
          onOpen={(mark) => open({ mark })}
        />
        <div className="lifetimes-right">
          <Calendar expiring={view.expiring} now={now} onOpen={(mark) => open({ mark })} />
          <Rotation rotation={view.rotation} policyDays={rotationPolicyDays} onOpen={open} />
        </div>
      </div>
      <Below
        view={view}
        now={now}
        policySeconds={policySeconds}
        accessPolicySeconds={limits?.accessLifetime ?? thresholds.accessLifetime.standard}
      />
    </div>
  );
}
