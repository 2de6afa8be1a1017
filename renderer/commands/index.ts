// Every command, in the order of the palette before a word is typed.
import type { Command } from '#renderer/registry/command.ts';
import { activityAudit } from './activity-audit.ts';
import { activityFindings } from './activity-findings.ts';
import { activityInventory } from './activity-inventory.ts';
import { activityLifetimes } from './activity-lifetimes.ts';
import { activityPrivilege } from './activity-privilege.ts';
import { activityShow } from './activity-show.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { clipboardWrite } from './clipboard-write.ts';
import { demoOpen } from './demo-open.ts';
import { demoReset } from './demo-reset.ts';
import { densityToggle } from './density-toggle.ts';
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
import { goBack } from './go-back.ts';
import { goForward } from './go-forward.ts';
import { helpAbout } from './help-about.ts';
import { helpKeyboardShortcuts } from './help-keyboard-shortcuts.ts';
import { helpOwasp } from './help-owasp.ts';
import { helpWelcome } from './help-welcome.ts';
import { identityCopyId } from './identity-copy-id.ts';
import { importCancel } from './import-cancel.ts';
import { importChoose } from './import-choose.ts';
import { importFiles } from './import-files.ts';
import { importStart } from './import-start.ts';
import { inventoryClearFilters } from './inventory-clear-filters.ts';
import { inventoryShow } from './inventory-show.ts';
import { jobCancel } from './job-cancel.ts';
import { layoutNextPart } from './layout-next-part.ts';
import { layoutPreviousPart } from './layout-previous-part.ts';
import { layoutToggleDetail } from './layout-toggle-detail.ts';
import { layoutTogglePanel } from './layout-toggle-panel.ts';
import { layoutToggleSide } from './layout-toggle-side.ts';
import { notificationsClear } from './notifications-clear.ts';
import { notificationsToggle } from './notifications-toggle.ts';
import { paletteQuickOpen } from './palette-quick-open.ts';
import { paletteShow } from './palette-show.ts';
import { panelOutput } from './panel-output.ts';
import { panelProblems } from './panel-problems.ts';
import { settingsOpen } from './settings-open.ts';
import { settingsSet } from './settings-set.ts';
import { themeDark } from './theme-dark.ts';
import { themeLight } from './theme-light.ts';
import { themeSystem } from './theme-system.ts';
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
  importFiles,
  importStart,
  importCancel,
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
  identityCopyId,
  clipboardWrite,
  paletteShow,
  paletteQuickOpen,
  activityInventory,
  activityLifetimes,
  activityPrivilege,
  activityAudit,
  activityFindings,
  activityShow,
  layoutToggleSide,
  layoutTogglePanel,
  layoutToggleDetail,
  layoutNextPart,
  layoutPreviousPart,
  panelProblems,
  panelOutput,
  notificationsToggle,
  notificationsClear,
  auditVerify,
  auditExport,
  windowMinimize,
  windowToggleMaximize,
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
  helpOwasp,
  helpAbout,
] as const;

// Each takes the arguments that its own file says; the registry passes them on unseen.
export const commands = list as readonly unknown[] as readonly Command[];
