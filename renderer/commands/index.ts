// Every command, in the order of the palette before a word is typed.

import type { Command } from '#renderer/registry/command.ts';
import { activityAudit } from './activity-audit.ts';
import { activityDelegations } from './activity-delegations.ts';
import { activityDemo } from './activity-demo.ts';
import { activityFindings } from './activity-findings.ts';
import { activityInventory } from './activity-inventory.ts';
import { activityIssuer } from './activity-issuer.ts';
import { activityLifetimes } from './activity-lifetimes.ts';
import { activityPlans } from './activity-plans.ts';
import { activityPrivilege } from './activity-privilege.ts';
import { activityShow } from './activity-show.ts';
import { activityTenants } from './activity-tenants.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { clientCreate } from './client-create.ts';
import { clientDelete } from './client-delete.ts';
import { clientDisable } from './client-disable.ts';
import { clientEdit } from './client-edit.ts';
import { clientEnable } from './client-enable.ts';
import { clientNew } from './client-new.ts';
import { clientRevoke } from './client-revoke.ts';
import { clientRotate } from './client-rotate.ts';
import { clientUpdate } from './client-update.ts';
import { clipboardWrite } from './clipboard-write.ts';
import { consentWithdraw } from './consent-withdraw.ts';
import { delegationsEndSimulation } from './delegations-end-simulation.ts';
import { delegationsShow } from './delegations-show.ts';
import { delegationsSimulate } from './delegations-simulate.ts';
import { delegationsWithdraw } from './delegations-withdraw.ts';
import { demoOpen } from './demo-open.ts';
import { demoReset } from './demo-reset.ts';
import { densityToggle } from './density-toggle.ts';
import { documents } from './documents.ts';
import { editFind } from './edit-find.ts';
import { editorClose } from './editor-close.ts';
import { editorCloseAll } from './editor-close-all.ts';
import { editorCloseOthers } from './editor-close-others.ts';
import { editorFocusGroup1 } from './editor-focus-group-1.ts';
import { editorFocusGroup2 } from './editor-focus-group-2.ts';
import { editorKeep } from './editor-keep.ts';
import { editorNext } from './editor-next.ts';
import { editorOpen } from './editor-open.ts';
import { editorPrevious } from './editor-previous.ts';
import { editorReopen } from './editor-reopen.ts';
import { editorShowTab } from './editor-show-tab.ts';
import { editorSplit } from './editor-split.ts';
import { engineRestart } from './engine-restart.ts';
import { evidenceOpen } from './evidence-open.ts';
import { fixShow } from './fix-show.ts';
import { goBack } from './go-back.ts';
import { goForward } from './go-forward.ts';
import { governance } from './governance.ts';
import { helpAbout } from './help-about.ts';
import { helpKeyboardShortcuts } from './help-keyboard-shortcuts.ts';
import { helpOwasp } from './help-owasp.ts';
import { helpQueryLanguage } from './help-query-language.ts';
import { helpWelcome } from './help-welcome.ts';
import { humanAdd } from './human-add.ts';
import { humanDelete } from './human-delete.ts';
import { humanDisable } from './human-disable.ts';
import { humanEnable } from './human-enable.ts';
import { humanResetCode } from './human-reset-code.ts';
import { humanRevoke } from './human-revoke.ts';
import { humansLink } from './humans-link.ts';
import { humansUnlink } from './humans-unlink.ts';
import { identityAssignOwner } from './identity-assign-owner.ts';
import { identityCopyId } from './identity-copy-id.ts';
import { identityDelete } from './identity-delete.ts';
import { identityDisable } from './identity-disable.ts';
import { identityQuarantine } from './identity-quarantine.ts';
import { identityRescope } from './identity-rescope.ts';
import { identityRevoke } from './identity-revoke.ts';
import { identityRotate } from './identity-rotate.ts';
import { identityShorten } from './identity-shorten.ts';
import { identitySignOut } from './identity-sign-out.ts';
import { identityWhatIf } from './identity-what-if.ts';
import { identityWithdrawConsent } from './identity-withdraw-consent.ts';
import { importCancel } from './import-cancel.ts';
import { importChoose } from './import-choose.ts';
import { importChooseFolder } from './import-choose-folder.ts';
import { importFiles } from './import-files.ts';
import { importLoadMapping } from './import-load-mapping.ts';
import { importSaveMapping } from './import-save-mapping.ts';
import { importStart } from './import-start.ts';
import { importUndo } from './import-undo.ts';
import { inventoryClearFilters } from './inventory-clear-filters.ts';
import { inventoryShow } from './inventory-show.ts';
import { issuerCopyAddress } from './issuer-copy-address.ts';
import { issuerNewAccessToken } from './issuer-new-access-token.ts';
import { issuerRetireKey } from './issuer-retire-key.ts';
import { issuerRotateKey } from './issuer-rotate-key.ts';
import { issuerShow } from './issuer-show.ts';
import { issuerStart } from './issuer-start.ts';
import { issuerStop } from './issuer-stop.ts';
import { issuerWithdrawAccess } from './issuer-withdraw-access.ts';
import { jobCancel } from './job-cancel.ts';
import { layoutNextPart } from './layout-next-part.ts';
import { layoutPreviousPart } from './layout-previous-part.ts';
import { layoutToggleDetail } from './layout-toggle-detail.ts';
import { layoutTogglePanel } from './layout-toggle-panel.ts';
import { layoutToggleSide } from './layout-toggle-side.ts';
import { lifetimesLint } from './lifetimes-lint.ts';
import { lifetimesShorter } from './lifetimes-shorter.ts';
import { lifetimesTokens } from './lifetimes-tokens.ts';
import { moments } from './moments.ts';
import { notificationsClear } from './notifications-clear.ts';
import { notificationsToggle } from './notifications-toggle.ts';
import { paletteQuickOpen } from './palette-quick-open.ts';
import { paletteShow } from './palette-show.ts';
import { panelJournal } from './panel-journal.ts';
import { panelOutput } from './panel-output.ts';
import { panelProblems } from './panel-problems.ts';
import { planApprove } from './plan-approve.ts';
import { planCheck } from './plan-check.ts';
import { planCopySecret } from './plan-copy-secret.ts';
import { planCreate } from './plan-create.ts';
import { planDiscard } from './plan-discard.ts';
import { planEnd } from './plan-end.ts';
import { planExport } from './plan-export.ts';
import { planExportReceipt } from './plan-export-receipt.ts';
import { planImport } from './plan-import.ts';
import { planPause } from './plan-pause.ts';
import { planRetry } from './plan-retry.ts';
import { planRun } from './plan-run.ts';
import { planSaveSecrets } from './plan-save-secrets.ts';
import { planUndo } from './plan-undo.ts';
import { planWish } from './plan-wish.ts';
import { playgroundGoOn } from './playground-go-on.ts';
import { playgroundMisbehaveAmount } from './playground-misbehave-amount.ts';
import { playgroundMisbehaveImpersonate } from './playground-misbehave-impersonate.ts';
import { playgroundMisbehaveScope } from './playground-misbehave-scope.ts';
import { playgroundSpawn } from './playground-spawn.ts';
import { playgroundStart } from './playground-start.ts';
import { playgroundSteal } from './playground-steal.ts';
import { playgroundStop } from './playground-stop.ts';
import { playgroundVerifyByAsking } from './playground-verify-by-asking.ts';
import { playgroundVerifyLocally } from './playground-verify-locally.ts';
import { playgroundWithdraw } from './playground-withdraw.ts';
import { posture } from './posture.ts';
import { questionsCancel } from './questions-cancel.ts';
import { questionsRun } from './questions-run.ts';
import { scopeLimit } from './scope-limit.ts';
import { scopeRemove } from './scope-remove.ts';
import { scopesClassify } from './scopes-classify.ts';
import { scopesShow } from './scopes-show.ts';
import { settingsOpen } from './settings-open.ts';
import { settingsSet } from './settings-set.ts';
import { tenantAdd } from './tenant-add.ts';
import { tenantAllowWrites } from './tenant-allow-writes.ts';
import { tenantCancelSync } from './tenant-cancel-sync.ts';
import { tenantCancelTest } from './tenant-cancel-test.ts';
import { tenantChange } from './tenant-change.ts';
import { tenantChooseCa } from './tenant-choose-ca.ts';
import { tenantNew } from './tenant-new.ts';
import { tenantRemove } from './tenant-remove.ts';
import { tenantSync } from './tenant-sync.ts';
import { tenantTest } from './tenant-test.ts';
import { tenantUnlock } from './tenant-unlock.ts';
import { themeDark } from './theme-dark.ts';
import { themeLight } from './theme-light.ts';
import { themeSystem } from './theme-system.ts';
import { tokenPlanRevoke } from './token-plan-revoke.ts';
import { tokenRevoke } from './token-revoke.ts';
import { tokenSteal } from './token-steal.ts';
import { viewRemove } from './view-remove.ts';
import { viewRename } from './view-rename.ts';
import { viewRestore } from './view-restore.ts';
import { viewSaveQuery } from './view-save-query.ts';
import { viewShow } from './view-show.ts';
import { windowClose } from './window-close.ts';
import { windowMinimize } from './window-minimize.ts';
import { windowReload } from './window-reload.ts';
import { windowToggleDeveloperTools } from './window-toggle-developer-tools.ts';
import { windowToggleFullScreen } from './window-toggle-full-screen.ts';
import { windowToggleMaximize } from './window-toggle-maximize.ts';
import { windowZoomIn } from './window-zoom-in.ts';
import { windowZoomOut } from './window-zoom-out.ts';
import { windowZoomReset } from './window-zoom-reset.ts';
import { workspaceClose } from './workspace-close.ts';
import { workspaceForgetRecent } from './workspace-forget-recent.ts';
import { workspaceNew } from './workspace-new.ts';
import { workspaceOpen } from './workspace-open.ts';
import { workspaceOpenPath } from './workspace-open-path.ts';
import { workspaceOpened } from './workspace-opened.ts';
import { workspaceShowInFolder } from './workspace-show-in-folder.ts';

const list = [
  workspaceNew,
  workspaceOpen,
  workspaceOpenPath,
  workspaceOpened,
  demoOpen,
  demoReset,
  workspaceClose,
  workspaceForgetRecent,
  workspaceShowInFolder,
  importChoose,
  importChooseFolder,
  importFiles,
  importStart,
  importLoadMapping,
  importSaveMapping,
  importCancel,
  importUndo,
  humansLink,
  humansUnlink,
  jobCancel,
  settingsOpen,
  settingsSet,
  themeDark,
  themeLight,
  themeSystem,
  densityToggle,
  editorOpen,
  editorClose,
  editorCloseOthers,
  editorCloseAll,
  editorReopen,
  editorKeep,
  editorShowTab,
  editorNext,
  editorPrevious,
  editorSplit,
  editorFocusGroup1,
  editorFocusGroup2,
  goBack,
  goForward,
  editFind,
  inventoryClearFilters,
  inventoryShow,
  scopesShow,
  scopesClassify,
  identityCopyId,
  clipboardWrite,
  paletteShow,
  paletteQuickOpen,
  activityInventory,
  activityLifetimes,
  lifetimesLint,
  lifetimesShorter,
  lifetimesTokens,
  activityPrivilege,
  activityDelegations,
  activityAudit,
  activityFindings,
  activityPlans,
  activityTenants,
  activityIssuer,
  activityDemo,
  activityShow,
  layoutToggleSide,
  layoutTogglePanel,
  layoutToggleDetail,
  layoutNextPart,
  layoutPreviousPart,
  panelProblems,
  panelOutput,
  panelJournal,
  notificationsToggle,
  notificationsClear,
  auditVerify,
  auditExport,
  ...moments,
  tenantNew,
  tenantTest,
  tenantCancelTest,
  tenantAdd,
  tenantChange,
  tenantChooseCa,
  tenantAllowWrites,
  tenantSync,
  tenantCancelSync,
  tenantUnlock,
  tenantRemove,
  ...posture,
  ...governance,
  ...documents,
  identityWhatIf,
  tokenSteal,
  planCreate,
  planWish,
  fixShow,
  evidenceOpen,
  planApprove,
  planRun,
  planPause,
  planUndo,
  planRetry,
  planCheck,
  planExportReceipt,
  planExport,
  planImport,
  planCopySecret,
  planSaveSecrets,
  planDiscard,
  planEnd,
  identityRevoke,
  identityRescope,
  identityShorten,
  identityRotate,
  identitySignOut,
  identityDisable,
  identityQuarantine,
  identityDelete,
  identityAssignOwner,
  identityWithdrawConsent,
  issuerStart,
  issuerStop,
  issuerCopyAddress,
  issuerShow,
  issuerNewAccessToken,
  issuerWithdrawAccess,
  issuerRotateKey,
  issuerRetireKey,
  clientNew,
  clientCreate,
  clientEdit,
  clientUpdate,
  clientRotate,
  clientDisable,
  clientEnable,
  clientRevoke,
  clientDelete,
  humanAdd,
  humanResetCode,
  humanDisable,
  humanEnable,
  humanRevoke,
  humanDelete,
  scopeLimit,
  scopeRemove,
  tokenRevoke,
  tokenPlanRevoke,
  consentWithdraw,
  delegationsShow,
  delegationsSimulate,
  delegationsEndSimulation,
  delegationsWithdraw,
  playgroundStart,
  playgroundStop,
  playgroundSpawn,
  playgroundMisbehaveImpersonate,
  playgroundMisbehaveScope,
  playgroundMisbehaveAmount,
  playgroundGoOn,
  playgroundSteal,
  playgroundVerifyLocally,
  playgroundVerifyByAsking,
  playgroundWithdraw,
  questionsRun,
  questionsCancel,
  windowMinimize,
  windowToggleMaximize,
  viewSaveQuery,
  viewShow,
  viewRename,
  viewRemove,
  viewRestore,
  windowClose,
  windowToggleFullScreen,
  windowReload,
  windowToggleDeveloperTools,
  windowZoomIn,
  windowZoomOut,
  windowZoomReset,
  engineRestart,
  helpWelcome,
  helpKeyboardShortcuts,
  helpQueryLanguage,
  helpOwasp,
  helpAbout,
] as const;

// Each takes the arguments that its own file says; the registry passes them on unseen.
export const commands = list as readonly unknown[] as readonly Command[];
