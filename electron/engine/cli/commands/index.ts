import { auditExport } from './audit-export.ts';
import { auditList } from './audit-list.ts';
import { auditVerify } from './audit-verify.ts';
import { campaignClose } from './campaign-close.ts';
import { campaignDecide } from './campaign-decide.ts';
import { campaignList } from './campaign-list.ts';
import { campaignRemind } from './campaign-remind.ts';
import { campaignShow } from './campaign-show.ts';
import { campaignStart } from './campaign-start.ts';
import { clientAdd } from './client-add.ts';
import { clientDelete } from './client-delete.ts';
import { clientDisable } from './client-disable.ts';
import { clientEnable } from './client-enable.ts';
import { clientList } from './client-list.ts';
import { clientRevoke } from './client-revoke.ts';
import { clientRotate } from './client-rotate.ts';
import { clientSet } from './client-set.ts';
import { consentList } from './consent-list.ts';
import { consentWithdraw } from './consent-withdraw.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { findings } from './findings.ts';
import { history } from './history.ts';
import { humanAdd } from './human-add.ts';
import { humanDelete } from './human-delete.ts';
import { humanDisable } from './human-disable.ts';
import { humanEnable } from './human-enable.ts';
import { humanList } from './human-list.ts';
import { humanRevoke } from './human-revoke.ts';
import { humanRotate } from './human-rotate.ts';
import { importFiles } from './import.ts';
import { incidentAdd } from './incident-add.ts';
import { incidentList } from './incident-list.ts';
import { incidentRemove } from './incident-remove.ts';
import { init } from './init.ts';
import { inventory } from './inventory.ts';
import { issuer } from './issuer.ts';
import { issuerAccess } from './issuer-access.ts';
import { issuerAccessWithdraw } from './issuer-access-withdraw.ts';
import { issuerKeysList } from './issuer-keys-list.ts';
import { issuerKeysRetire } from './issuer-keys-retire.ts';
import { issuerKeysRotate } from './issuer-keys-rotate.ts';
import { lifetimes } from './lifetimes.ts';
import { lifetimesLint } from './lifetimes-lint.ts';
import { offboard } from './offboard.ts';
import { ownerAssign } from './owner-assign.ts';
import { ownerQueue } from './owner-queue.ts';
import { packsList } from './packs-list.ts';
import { packsSet } from './packs-set.ts';
import { planApprove } from './plan-approve.ts';
import { planCreate } from './plan-create.ts';
import { planList } from './plan-list.ts';
import { planRun } from './plan-run.ts';
import { planShow } from './plan-show.ts';
import { planSign } from './plan-sign.ts';
import { planTake } from './plan-take.ts';
import { planUndo } from './plan-undo.ts';
import { policyCheck } from './policy-check.ts';
import { policyReset } from './policy-reset.ts';
import { policySet } from './policy-set.ts';
import { policyShow } from './policy-show.ts';
import { questions } from './questions.ts';
import { reach } from './reach.ts';
import { reachRank } from './reach-rank.ts';
import { receiptVerify } from './receipt-verify.ts';
import { riskAccept } from './risk-accept.ts';
import { riskList } from './risk-list.ts';
import { riskWithdraw } from './risk-withdraw.ts';
import { ruleCheck } from './rule-check.ts';
import { ruleList } from './rule-list.ts';
import { ruleRemove } from './rule-remove.ts';
import { ruleSave } from './rule-save.ts';
import { ruleSchema } from './rule-schema.ts';
import { rules } from './rules.ts';
import { scopeList } from './scope-list.ts';
import { scopeRemove } from './scope-remove.ts';
import { scopeSet } from './scope-set.ts';
import { scopesClassify } from './scopes-classify.ts';
import { scopesList } from './scopes-list.ts';
import { score } from './score.ts';
import { secretsList } from './secrets-list.ts';
import { show } from './show.ts';
import { tenantAdd } from './tenant-add.ts';
import { tenantBackends } from './tenant-backends.ts';
import { tenantList } from './tenant-list.ts';
import { tenantProbe } from './tenant-probe.ts';
import { tenantSync } from './tenant-sync.ts';
import { tenantWrites } from './tenant-writes.ts';
import { tokenList } from './token-list.ts';
import { tokenRevoke } from './token-revoke.ts';
import { whatIf } from './what-if.ts';

/** Every verb, in the order of the help. */
export const commands = [
  init,
  importFiles,
  inventory,
  show,
  score,
  lifetimesLint,
  lifetimes,
  reachRank,
  reach,
  scopesList,
  scopesClassify,
  findings,
  secretsList,
  policyShow,
  policyCheck,
  policySet,
  policyReset,
  ruleList,
  ruleCheck,
  ruleSave,
  ruleRemove,
  ruleSchema,
  rules,
  packsList,
  packsSet,
  riskAccept,
  riskList,
  riskWithdraw,
  auditList,
  auditVerify,
  auditExport,
  tenantBackends,
  tenantAdd,
  tenantList,
  tenantProbe,
  tenantSync,
  tenantWrites,
  planCreate,
  planList,
  planShow,
  planApprove,
  planRun,
  planUndo,
  planSign,
  planTake,
  receiptVerify,
  ownerQueue,
  ownerAssign,
  offboard,
  incidentList,
  incidentAdd,
  incidentRemove,
  whatIf,
  diff,
  history,
  campaignStart,
  campaignList,
  campaignShow,
  campaignDecide,
  campaignClose,
  campaignRemind,
  // Longer ids first: the words of the command line are matched in this order.
  issuerKeysList,
  issuerKeysRotate,
  issuerKeysRetire,
  issuerAccessWithdraw,
  issuerAccess,
  issuer,
  clientAdd,
  clientList,
  clientSet,
  clientRotate,
  clientDisable,
  clientEnable,
  clientRevoke,
  clientDelete,
  humanAdd,
  humanList,
  humanRotate,
  humanDisable,
  humanEnable,
  humanRevoke,
  humanDelete,
  consentList,
  consentWithdraw,
  scopeSet,
  scopeList,
  scopeRemove,
  tokenList,
  tokenRevoke,
  questions,
  demo,
] as const;
