import { type ReactNode, useEffect } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { brief, exact, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import './owners.css';

type Leaving = NonNullable<ViewOf<'departures.detail'>['leaving']>;
type Item = Leaving['items'][number];

const whatWords: Readonly<Record<Item['what'], string>> = {
  revoke: 'revoke',
  withdraw: 'withdraw the consent',
  assign: 'give it another owner',
  look: 'look: a way in may stay open',
};
const whatIcons: Readonly<Record<Item['what'], string>> = {
  revoke: 'circle-slash',
  withdraw: 'circle-slash',
  assign: 'person',
  look: 'eye',
};

/** What should go with somebody who leaves, or with an integration that ends; nothing goes before a plan is run. */
export default function OffboardEditor({ uri }: EditorProps): ReactNode {
  const identity = parseUri(uri)?.rest ?? '';
  const { view, error } = useWatch('departures.detail', { identity });
  const name = view?.leaving?.row.name;
  useEffect(() => {
    if (name !== undefined) describeTab(uri, { title: `Offboard ${name}`, icon: 'sign-out', crumbs: [] });
  }, [uri, name]);
  if (error !== undefined) return <p className="owners-message error-text">{`${error.message} ${error.hint}`}</p>;
  if (view === undefined) return <div className="offboard" aria-busy />;
  if (view.leaving === null) {
    return <EmptyState icon="sign-out" title="This identity is not here" text="It may belong to another workspace." />;
  }
  return <Page identity={identity} leaving={view.leaving} />;
}

function Page({ identity, leaving }: { readonly identity: string; readonly leaving: Leaving }): ReactNode {
  const { row, gone, items } = leaving;
  const readOnly = useSession((session) => session.status?.workspace?.readOnly === true);
  const isPerson = row.kind === 'human';
  const going = items.filter(({ what }) => what === 'revoke' || what === 'withdraw');
  const planned = items.filter(({ what }) => what === 'revoke').map((item) => item.identity);
  const orphaned = items.filter(({ what }) => what === 'assign').map((item) => item.identity);
  const unreached = going.filter(({ connected }) => !connected).length;
  return (
    <div className="offboard" tabIndex={-1} data-autofocus role="region" aria-label={`Offboard ${row.name}`}>
      <PageHead
        title={`${plural(going.length, 'thing goes', 'things go')} with ${brief(row.name)}${orphaned.length > 0 ? `, ${plural(orphaned.length, 'identity needs', 'identities need')} another owner` : ''}`}
        text={
          gone === null
            ? isPerson
              ? 'Nothing is taken away here: mark who left, prepare the plan, give the rest another owner.'
              : 'Nothing is taken away here: mark the integration as ended, prepare the plan, look at what stays open.'
            : `Marked as gone by ${gone.by} on ${exact(gone.at)}${gone.note === '' ? '' : `: ${gone.note}`}`
        }
        actions={
          <>
            <Button
              primary={gone === null}
              disabled={readOnly}
              onClick={() => void runCommand('departure.mark', { identity, gone: gone === null })}
            >
              {gone === null ? (isPerson ? 'Mark as Gone' : 'Mark as Ended') : 'Still There'}
            </Button>
            <Button
              disabled={readOnly || planned.length === 0}
              onClick={() => void runCommand('plan.wish', { intent: 'revoke', identities: planned })}
            >
              Prepare the Plan…
            </Button>
            {orphaned.length > 0 && (
              <Button disabled={readOnly} onClick={() => void runCommand('owner.assign', { identities: orphaned })}>
                {`Give ${plural(orphaned.length, 'Identity', 'Identities')} an Owner…`}
              </Button>
            )}
          </>
        }
      />
      {unreached > 0 && (
        <p className="owners-message">
          <Icon name="warning" size={14} className="warning-text" />{' '}
          {`A plan cannot reach ${plural(unreached, 'of them', 'of them')}: the tenant is not connected. Connect it, or take it away by hand there.`}
        </p>
      )}
      <div className="owners-table">
        <Table
          label={`What goes with ${row.name}`}
          head={['Identity', 'Tenant', 'What', 'Why', 'By a plan']}
          rows={items.map((item) => ({
            key: item.identity,
            cells: [
              <span key="name" className="icon-cell">
                <KindIcon kind={item.kind} />
                <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${item.identity}` })}>
                  {item.name}
                </LinkButton>
              </span>,
              item.tenant,
              <span key="what" className="icon-cell">
                <Icon name={whatIcons[item.what]} size={14} className="dim" />
                {whatWords[item.what]}
              </span>,
              item.why,
              item.what === 'assign' || item.what === 'look' ? (
                ''
              ) : item.connected ? (
                'yes'
              ) : (
                <span key="no" className="dim">
                  not connected
                </span>
              ),
            ],
          }))}
        />
      </div>
    </div>
  );
}
