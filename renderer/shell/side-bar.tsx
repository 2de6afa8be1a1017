import { allViews, runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { useSession } from '#renderer/state/session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

export function SideBar() {
  const activity = useLayout((layout) => layout.activity);
  const known = useSession((session) => session.status !== null);
  const open = useSession((session) => session.status?.workspace != null);
  const view = allViews().find((one) => one.id === activity) ?? allViews()[0];
  if (view === undefined) return null;
  const Content = view.component;
  return (
    <>
      <div className="side-head">
        <h2 className="grow ellipsis">{view.title}</h2>
      </div>
      <div className="side-body">
        {open ? (
          <ErrorBoundary what={`The ${view.title} side bar`} key={view.id}>
            <Content />
          </ErrorBoundary>
        ) : known ? (
          <EmptyState
            title="No workspace is open."
            text="Open the demo company, or begin with a vendor’s export."
            actions={<Button onClick={() => void runCommand('demo.open')}>Open the Demo Company</Button>}
          />
        ) : null}
      </div>
    </>
  );
}
