import type { ReactNode } from 'react';
import { commandById, runCommand } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { useSession } from '#renderer/state/session.ts';
import { IconButton, LinkButton } from '#renderer/ui/button.tsx';
import { number, plural, relative } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import './welcome.css';

const starts = [
  [
    'demo.open',
    'beaker',
    'Open the demo company',
    'A retailer with a loyalty programme: four tenants, 90 days of activity.',
  ],
  ['workspace.new', 'new-folder', 'New workspace…', 'A folder of yours; everything stays on this machine.'],
  ['workspace.open', 'folder-opened', 'Open workspace…', 'Go on where you stopped.'],
  [
    'import.choose',
    'cloud-download',
    'Import an export…',
    'Of Keycloak, Auth0, Okta, Entra, AWS and others, or CSV. Or drop it on the window.',
  ],
] as const;

function Start(props: { id: string; icon: string; title: string; text: string }) {
  return (
    <li>
      <button type="button" className="welcome-start" onClick={() => void runCommand(props.id)}>
        <Icon name={props.icon} size={24} />
        <span className="grow">
          <span className="welcome-start-title">{props.title}</span>
          <span className="dim small">{props.text}</span>
        </span>
        <kbd>{shownKey(commandById(props.id))}</kbd>
      </button>
    </li>
  );
}

function Recent(): ReactNode {
  const status = useSession((session) => session.status);
  if (status === null || status.recent.length === 0) return null;
  return (
    <section aria-labelledby="welcome-recent">
      <h2 id="welcome-recent">Recent</h2>
      <ul className="welcome-recent">
        {status.recent.slice(0, 8).map((one) => (
          <li key={one.path}>
            <LinkButton onClick={() => void runCommand('workspace.open-path', { path: one.path })}>
              {one.name}
            </LinkButton>
            <span className="dim small ellipsis grow" title={one.path}>
              {one.path}
            </span>
            <IconButton
              icon="close"
              size={14}
              label={`Forget ${one.name}`}
              onClick={() => void runCommand('workspace.forget-recent', { path: one.path })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is in the open workspace, in one sentence, with the ways on. */
function Open(): ReactNode {
  const status = useSession((session) => session.status);
  if (status === null || status.workspace === null) return null;
  const { counts, tenants, workspace, chain, now } = status;
  const verified =
    chain.checkedAt === null
      ? ''
      : ` Its audit chain was verified ${relative(chain.checkedAt, Math.max(now, chain.checkedAt))}.`;
  return (
    <section aria-labelledby="welcome-open">
      <h2 id="welcome-open">{workspace.name}</h2>
      <p>
        {plural(counts.identities, 'non-human identity', 'non-human identities')} and {plural(counts.humans, 'human')}{' '}
        in {plural(tenants.length, 'tenant')}, {number(counts.findings.critical)} critical and{' '}
        {number(counts.findings.high)} high findings.{workspace.isDemo ? '' : verified}
      </p>
      <p className="welcome-ways">
        <LinkButton onClick={() => void runCommand('activity.inventory')}>Inventory</LinkButton>
        <LinkButton onClick={() => void runCommand('activity.lifetimes')}>Lifetimes</LinkButton>
        <LinkButton onClick={() => void runCommand('activity.privilege')}>Privilege</LinkButton>
        <LinkButton onClick={() => void runCommand('activity.audit')}>Audit</LinkButton>
        <LinkButton onClick={() => void runCommand('activity.findings')}>Findings</LinkButton>
      </p>
    </section>
  );
}

const keys = [
  'palette.show',
  'palette.quick-open',
  'activity.inventory',
  'layout.next-part',
  'help.keyboard-shortcuts',
];

export default function WelcomeEditor(): ReactNode {
  return (
    <div className="welcome">
      <div className="welcome-page">
        <header>
          <h1>NHI Workbench</h1>
          <p className="dim">Which identity is dangerous, why, and what can safely be taken away.</p>
        </header>
        <div className="welcome-columns">
          <div>
            <section aria-labelledby="welcome-start">
              <h2 id="welcome-start">Start</h2>
              <ul>
                {starts.map(([id, icon, title, text]) => (
                  <Start key={id} id={id} icon={icon} title={title} text={text} />
                ))}
              </ul>
            </section>
          </div>
          <div>
            <Open />
            <Recent />
            <section aria-labelledby="welcome-keys">
              <h2 id="welcome-keys">Keys worth knowing</h2>
              <ul className="welcome-keys">
                {keys.map((id) => (
                  <li key={id}>
                    <span className="grow">{commandById(id)?.title}</span>
                    <kbd>{shownKey(commandById(id))}</kbd>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </div>
        <p className="dim small">
          No login, no telemetry. Nothing leaves this machine but what you have done at tenants that you connect. Secret
          values in a file are never kept, only their fingerprints.
        </p>
      </div>
    </div>
  );
}
