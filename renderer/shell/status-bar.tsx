import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { importFraction, useImport } from '#renderer/state/import.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';
import { leftWords } from '#renderer/state/issuer-words.ts';
import { activeTab, useLayout } from '#renderer/state/layout.ts';
import { residualWords } from '#renderer/state/live-words.ts';
import { momentTitle, momentWords } from '#renderer/state/moment.ts';
import { useNotifications } from '#renderer/state/notifications.ts';
import { enginePhase, type Session, useSession } from '#renderer/state/session.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { shortHash, useVerification } from '#renderer/state/verification.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { clock, exact, number, plural, stamp } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import './status-bar.css';

function Item(props: {
  command: string;
  args?: unknown;
  title: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classNames('status-item', props.className)}
      title={props.title}
      onClick={() => void runCommand(props.command, props.args)}
    >
      {props.children}
    </button>
  );
}

type Status = NonNullable<Session['status']>;

function ChainItem({ chain }: { chain: Status['chain'] }) {
  const running = useVerification((state) => state.running);
  const broken = chain.ok === false;
  const words = running
    ? 'verifying…'
    : broken
      ? `broken at record ${chain.firstBad ?? '?'}`
      : chain.checkedAt === null || chain.ok === null
        ? 'not verified yet'
        : `verified ${clock(chain.checkedAt)}`;
  const title = `Audit chain: ${plural(chain.records, 'record')}, head ${shortHash(chain.head)}${
    chain.checkedAt === null ? '' : `, last read ${exact(chain.checkedAt)}`
  }. Click to verify.`;
  return (
    <Item command="audit.verify" title={title} className={broken ? 'broken' : undefined}>
      <Icon name={broken ? 'error' : running ? 'sync' : 'link'} size={14} />
      {words}
    </Item>
  );
}

/** Tenants of the inventory, and of the connected ones those that do not answer. */
function TenantsItem({ status }: { status: Status }) {
  const { view } = useWatch('tenants.list', {});
  const offline = (view?.tenants ?? []).filter(({ health }) => health.state === 'offline');
  const names = status.tenants.map((tenant) => tenant.name).join(', ');
  return (
    <Item
      command="activity.tenants"
      title={
        offline.length > 0
          ? offline.map(({ name, health }) => `${name} is offline: ${health.message}`).join('\n')
          : names || 'No tenants yet'
      }
      className={offline.length > 0 ? 'warned' : undefined}
    >
      <Icon name={offline.length > 0 ? 'warning' : 'server'} size={14} />
      {plural(status.tenants.length, 'tenant')}
      {offline.length > 0 ? ` (${offline.length} offline)` : ''}
    </Item>
  );
}

function SelectionItem({ status }: { status: Status }) {
  const editor = useLayout((layout) => activeTab(layout)?.key);
  const selected = useInventory((state) => state.selection.ids.size);
  const shown = useInventory((state) => state.matched);
  const { counts } = status;
  const parts =
    editor === 'nhi:/audit'
      ? [`${plural(counts.events, 'event')} in the log`]
      : [
          plural(counts.identities, 'identity', 'identities'),
          ...(editor === 'nhi:/inventory' ? [`${number(shown)} shown`, `${number(selected)} selected`] : []),
        ];
  return (
    <Item
      command="editor.open"
      args={{ uri: editor === 'nhi:/audit' ? 'nhi:/audit' : 'nhi:/inventory' }}
      className="yields"
      title={`${plural(counts.identities, 'identity', 'identities')}, ${plural(counts.humans, 'human')}, ${plural(counts.credentials, 'credential')}, ${plural(counts.events, 'event')}`}
    >
      <span className="ellipsis">{parts.join(' · ')}</span>
    </Item>
  );
}

function JobItem({ status }: { status: Status | null }) {
  const phase = useImport((state) => state.phase);
  const progress = useImport((state) => state.progress);
  const job = status?.jobs[0];
  const fraction = phase === 'running' ? importFraction(progress) : (job?.progress ?? null);
  if (phase !== 'running' && job === undefined) return null;
  const title = phase === 'running' ? 'import' : (job?.title ?? '');
  return (
    <Item
      command={phase === 'running' ? 'editor.open' : 'panel.output'}
      args={phase === 'running' ? { uri: 'nhi:/import' } : undefined}
      title={phase === 'running' ? 'Show the import' : (job?.detail ?? '')}
    >
      <Icon name="sync" size={14} className="turning" />
      {title}
      {fraction === null ? '…' : ` ${Math.round(fraction * 100)}%`}
    </Item>
  );
}

const everything = { filter: noFilter, identities: null };

/** While somebody still believes in what is dead: how much of it, and until when. */
function ResidualItem() {
  const { view } = useWatch('live.residual', everything);
  const now = useTicking(view?.now.issuer ?? 0);
  const count = (view?.tokens ?? 0) + (view?.identities.count ?? 0);
  if (view === undefined || count === 0) return null;
  return (
    <Item command="lifetimes.tokens" title={`${residualWords(view)}. Click to see by whom.`} className="warned">
      <Icon name="watch" size={14} />
      {`${number(count)} still believed`}
      {view.until !== null && view.until > now ? `, ${leftWords(view.until - now)}` : ''}
    </Item>
  );
}

function EngineItem() {
  const phase = useSession(enginePhase);
  const host = useSession((session) => session.host);
  const notices = host?.notices ?? [];
  if (phase !== 'running') {
    return (
      <Item command="panel.output" title={host?.engine.message ?? 'Show what the engine did'} className="warned">
        <Icon name="debug-disconnect" size={14} />
        engine {phase === 'starting' ? 'starting…' : phase === 'restarting' ? 'restarting…' : 'stopped'}
      </Item>
    );
  }
  if (notices.length === 0) return null;
  return (
    <Item command="help.about" title={notices.join('\n')}>
      <Icon name="info" size={14} />
    </Item>
  );
}

function Clock({ status }: { status: Status }) {
  const { workspace, now } = status;
  const fixed = workspace?.asOf != null;
  const isThen = workspace?.moment != null;
  const kind = workspace?.isDemo === true ? 'demo' : 'as of';
  return (
    <span
      className="status-item plain yields"
      title={`Ages and lifetimes are measured against ${exact(now)}${fixed ? ', a fixed instant' : isThen ? ', when the record was written that is shown' : ''}.`}
    >
      <Icon name="clockface" size={14} />
      <span className="ellipsis">{fixed || isThen ? `clock: ${kind} ${stamp(now)}` : `clock: ${stamp(now)} UTC`}</span>
    </span>
  );
}

export function StatusBar() {
  const status = useSession((session) => session.status);
  const notifications = useNotifications((state) => state.all.length);
  const workspace = status?.workspace ?? null;
  return (
    <footer className="status" data-part="status" aria-label="Status bar">
      <Item
        command={workspace === null ? 'help.welcome' : 'workspace.open'}
        title={workspace === null ? 'Open or make a workspace' : `${workspace.path}. Click to open another.`}
        className="remote"
      >
        <Icon name={workspace === null ? 'folder' : 'file'} size={14} />
        {workspace === null ? 'no workspace' : workspace.name}
      </Item>
      {status === null || workspace === null ? null : (
        <>
          <ChainItem chain={status.chain} />
          <TenantsItem status={status} />
          {workspace.moment === null ? null : (
            <Item command="moment.leave" title={momentTitle(workspace.moment)} className="warned">
              <Icon name="history" size={14} />
              {`as of ${momentWords(workspace.moment)}`}
            </Item>
          )}
          {workspace.readOnly && workspace.moment === null ? (
            <span className="status-item plain" title={workspace.notices.join(' ')}>
              <Icon name="lock" size={14} />
              read-only
            </span>
          ) : null}
        </>
      )}
      <span className="grow" />
      {status === null || workspace === null ? null : (
        <>
          <SelectionItem status={status} />
          <Item command="policy.show" title="Hash of the policy: scores with the same hash compare. Click to edit it.">
            policy <code>{status.policy}</code>
          </Item>
        </>
      )}
      {workspace !== null && <ResidualItem />}
      <JobItem status={status} />
      {status === null || workspace === null ? null : <Clock status={status} />}
      <EngineItem />
      <Item
        command="notifications.toggle"
        title={notifications === 0 ? 'No notifications' : plural(notifications, 'notification')}
      >
        <Icon name={notifications === 0 ? 'bell' : 'bell-dot'} size={14} />
      </Item>
    </footer>
  );
}
