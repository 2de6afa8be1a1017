import type { StoreApi } from 'zustand';
import { editorFor } from '#renderer/registry/contributions.ts';
import { useAsking } from '#renderer/state/asking.ts';
import { useCampaigns } from '#renderer/state/campaigns.ts';
import { resetDelegations } from '#renderer/state/delegations.ts';
import { useDiffSelection } from '#renderer/state/diff.ts';
import { useFindings } from '#renderer/state/findings.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';
import { resetIssuer } from '#renderer/state/issuer.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { useBulb } from '#renderer/state/light-bulb.ts';
import { usePicking } from '#renderer/state/moment.ts';
import { forgetUndos } from '#renderer/state/notifications.ts';
import { useOwners } from '#renderer/state/owners.ts';
import { showWish } from '#renderer/state/plan-wish.ts';
import { resetPlans } from '#renderer/state/plans.ts';
import { resetPlayground } from '#renderer/state/playground.ts';
import { usePrivilege } from '#renderer/state/privilege.ts';
import { useProblems } from '#renderer/state/problems.ts';
import { resetQuestions } from '#renderer/state/questions.ts';
import { resetReach } from '#renderer/state/reach.ts';
import { resetRanking } from '#renderer/state/reach-ranking.ts';
import { useRisks } from '#renderer/state/risks.ts';
import { useShownRule } from '#renderer/state/rules.ts';
import { useScopes } from '#renderer/state/scopes.ts';
import { forgetSecrets } from '#renderer/state/secrets.ts';
import { useSession } from '#renderer/state/session.ts';
import { changeTabs, opened, withoutWorkspacePages } from '#renderer/state/tabs.ts';
import { resetTenants } from '#renderer/state/tenants.ts';
import { noTimelineFilter, useTimeline } from '#renderer/state/timeline.ts';
import { useVerification } from '#renderer/state/verification.ts';
import { useWhatIf } from '#renderer/state/what-if.ts';

const welcome = 'nhi:/welcome';
const again =
  <T>(store: StoreApi<T>) =>
  (): void =>
    store.setState(store.getInitialState(), true);

/** What was chosen, narrowed, asked or looked at in one workspace, and means nothing in the next. */
const ofOneWorkspace = [
  again(useAsking),
  again(useBulb),
  again(useCampaigns),
  again(useDiffSelection),
  again(useFindings),
  again(useLifetimes),
  again(useOwners),
  again(usePicking),
  again(usePrivilege),
  again(useProblems),
  again(useRisks),
  again(useScopes),
  again(useShownRule),
  again(useVerification),
  again(useWhatIf),
];

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
    useTimeline.setState({ filter: noTimelineFilter, selected: null });
    for (const begin of ofOneWorkspace) begin();
    forgetUndos();
    resetIssuer();
    resetDelegations();
    resetReach();
    resetRanking();
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
