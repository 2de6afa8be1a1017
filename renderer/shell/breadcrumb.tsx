import { editorFor } from '#renderer/registry/contributions.ts';
import type { Tab } from '#renderer/state/layout.ts';
import { useSession } from '#renderer/state/session.ts';
import { Icon } from '#renderer/ui/icon.tsx';

export function Breadcrumb({ tab }: { tab: Tab }) {
  const workspace = useSession((session) => session.status?.workspace?.name);
  const editor = editorFor(tab.uri);
  const standalone = editor?.standalone === true;
  const steps = [...(standalone || workspace === undefined ? [] : [workspace]), ...tab.crumbs];
  return (
    <nav aria-label="Breadcrumb">
      <ol className="breadcrumb">
        {steps.map((step) => (
          <li key={step}>
            <span className="ellipsis">{step}</span>
            <Icon name="chevron-right" size={14} />
          </li>
        ))}
        <li>
          <Icon name={tab.icon ?? editor?.icon ?? 'file'} size={14} />
          <b className="ellipsis">{tab.title ?? editor?.title(tab.uri)}</b>
        </li>
      </ol>
    </nav>
  );
}
