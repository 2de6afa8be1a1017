import { editorFor } from '#renderer/registry/contributions.ts';
import { resetDelegations } from '#renderer/state/delegations.ts';
import { noFindingsFilter, useFindings } from '#renderer/state/findings.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';
import { resetIssuer } from '#renderer/state/issuer.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { showWish } from '#renderer/state/plan-wish.ts';
import { resetPlans } from '#renderer/state/plans.ts';
import { resetPlayground } from '#renderer/state/playground.ts';
import { resetQuestions } from '#renderer/state/questions.ts';
import { resetReach } from '#renderer/state/reach.ts';
import { forgetSecrets } from '#renderer/state/secrets.ts';
import { useSession } from '#renderer/state/session.ts';
import { changeTabs, opened, withoutWorkspacePages } from '#renderer/state/tabs.ts';
import { resetTenants } from '#renderer/state/tenants.ts';
import { noTimelineFilter, useTimeline } from '#renderer/state/timeline.ts';

const welcome = 'nhi:/welcome';
const isStandalone = (uri: string): boolean => editorFor(uri)?.standalone === true;

/**
 * Keeps the pages of the last session only where its workspace is open again; otherwise the window begins with Welcome.
 * A workspace that comes up by itself (a file that was double-clicked) shows its inventory. An engine that restarts
 * passes through "no workspace" and back: that closes nothing.
 */
export function followWorkspace(): () => void {
  let first = true;
  return useSession.subscribe(({ status }) => {
    if (status === null) return;
    const id = status.workspace?.id ?? null;
    const known = useLayout.getState().workspaceId;
    if (first && id !== known) {
      changeTabs((layout) => {
        const left = withoutWorkspacePages({ ...layout, workspaceId: id }, isStandalone);
        return left.groups.some((group) => group.tabs.length > 0) ? left : opened(left, welcome, false);
      });
    }
    first = false;
    if (id === null || id === known) return;
    // What the workspace before was narrowed to means nothing here.
    useInventory.getState().replaceFilter(noFilter);
    useFindings.getState().change(noFindingsFilter);
    useTimeline.setState({ filter: noTimelineFilter, selected: null });
    resetIssuer();
    resetDelegations();
    resetReach();
    resetQuestions();
    resetPlayground();
    resetTenants();
    resetPlans();
    showWish(null);
    forgetSecrets();
    changeTabs((layout) => {
      const onlyWelcome = layout.groups.every((group) => group.tabs.every((tab) => tab.uri === welcome));
      const named = { ...layout, workspaceId: id };
      return onlyWelcome ? opened(named, 'nhi:/inventory', false) : named;
    });
  });
}
